/** Lists the first lines, indented, and counts the others. */
export function listSome(lines: readonly string[], max = 5): string {
  const shown = lines.slice(0, max).map((line) => `  ${line}`);
  if (lines.length > max) shown.push(`  … and ${lines.length - max} more`);
  return shown.join("\n");
}
