/** An object without the members that are undefined, null or empty text; undefined when none is left. */
export function defined<Fields extends object>(fields: Fields): Fields | undefined {
  const entries = Object.entries(fields).filter(
    ([, value]) => value !== undefined && value !== null && value !== "",
  );
  // The same members, except those that the type allows to be missing.
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Fields);
}
