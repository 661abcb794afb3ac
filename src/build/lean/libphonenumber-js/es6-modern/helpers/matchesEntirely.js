// With each pattern compiled once: they are the metadata's, so there are not many, and nothing of a number is kept.
const compiled = new Map();

export default function matchesEntirely(text, pattern) {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(`^(?:${pattern})$`);
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}
