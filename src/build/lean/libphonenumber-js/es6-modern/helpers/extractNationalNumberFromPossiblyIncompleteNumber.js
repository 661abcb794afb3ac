// Without the carrier and the prefix.
export default function extractNationalNumberFromPossiblyIncompleteNumber(number, metadata) {
  const prefix = metadata.nationalPrefixForParsing();
  const pattern = new RegExp(`^(?:${prefix})`);
  const match = pattern.exec(number);
  if (!prefix || match === null) return number;
  const transformRule = metadata.nationalPrefixTransformRule();
  // The last group, if there is any, says whether the rule applies.
  return transformRule && match.length > 1 && match[match.length - 1]
    ? number.replace(pattern, transformRule)
    : number.slice(match[0].length);
}
