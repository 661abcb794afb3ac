/**
 * A pattern of Unicode's properties (`\p{…}`), made when it is first needed. As a literal it would be read when the module is,
 * in a function that is never called too, and a few of them take as long as all the rest of the import.
 */
/* @__NO_SIDE_EFFECTS__ */
export function lazyPattern(source: string, flags: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => {
    pattern ??= new RegExp(source, flags);
    return pattern;
  };
}
