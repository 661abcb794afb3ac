/**
 * A pattern of Unicode's properties (`\p{…}`), made when it is first needed. A literal would be parsed with its module,
 * even in a function that is never called, and a few of them take as long as all the rest of the import.
 */
/* @__NO_SIDE_EFFECTS__ */
export function lazyPattern(source: string, flags: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= new RegExp(source, flags);
    return pattern;
  };
}
