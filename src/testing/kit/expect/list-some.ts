/** The first few lines, indented, and how many there are besides. */
export function listSome(lines: readonly string[], max = 5): string {
  const shown = lines.slice(0, max).map((line) => `  ${line}`);
  if (lines.length > max) shown.push(`  … and ${lines.length - max} more`);
  return shown.join("\n");
}
