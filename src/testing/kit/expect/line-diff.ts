/** The most lines to show. */
const maxLines = 120;
/** How many equal lines to show around a difference. */
const context = 3;
/** How many pairs of lines may be compared; more would take long and help little. */
const maxPairs = 250_000;

interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Returns the line differences of two texts: `-` is expected, `+` was found. */
export function lineDiff(expected: string, actual: string): string {
  const lines = shorten(compare(expected.split("\n"), actual.split("\n")));
  const shown = lines.slice(0, maxLines);
  if (lines.length > maxLines) shown.push(`… and ${lines.length - maxLines} more lines`);
  return ["- expected", "+ found", "", ...shown].join("\n");
}

function compare(expected: readonly string[], actual: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < expected.length && start < actual.length && expected[start] === actual[start]) start += 1;
  let tail = 0;
  const room = Math.min(expected.length, actual.length) - start;
  while (tail < room && expected.at(-1 - tail) === actual.at(-1 - tail)) tail += 1;
  const same = (text: string): Line => ({ sign: " ", text });
  return [
    ...expected.slice(0, start).map(same),
    ...compareMiddle(
      expected.slice(start, expected.length - tail),
      actual.slice(start, actual.length - tail),
    ),
    ...expected.slice(expected.length - tail).map(same),
  ];
}

/** Compares by the longest common subsequence. */
function compareMiddle(expected: readonly string[], actual: readonly string[]): readonly Line[] {
  const lines: Line[] = [];
  const width = actual.length + 1;
  const isLarge = expected.length * actual.length > maxPairs;
  const lengths = new Uint32Array(isLarge ? 0 : (expected.length + 1) * width);
  const lengthAt = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  if (!isLarge) {
    for (let row = expected.length - 1; row >= 0; row -= 1) {
      for (let column = actual.length - 1; column >= 0; column -= 1) {
        lengths[row * width + column] =
          expected[row] === actual[column]
            ? lengthAt(row + 1, column + 1) + 1
            : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
      }
    }
  }
  let row = 0;
  let column = 0;
  while (row < expected.length || column < actual.length) {
    const [left, right] = [expected[row], actual[column]];
    if (!isLarge && left !== undefined && left === right) {
      lines.push({ sign: " ", text: left });
      row += 1;
      column += 1;
    } else if (
      left !== undefined &&
      (right === undefined || lengthAt(row + 1, column) >= lengthAt(row, column + 1))
    ) {
      lines.push({ sign: "-", text: left });
      row += 1;
    } else {
      lines.push({ sign: "+", text: right ?? "" });
      column += 1;
    }
  }
  return lines;
}

/** Shortens long runs of equal lines. */
function shorten(lines: readonly Line[]): string[] {
  const isNear = new Set<number>();
  for (const [index, { sign }] of lines.entries()) {
    if (sign === " ") continue;
    for (let near = index - context; near <= index + context; near += 1) isNear.add(near);
  }
  const shown: string[] = [];
  for (const [index, { sign, text }] of lines.entries()) {
    if (isNear.has(index)) shown.push(`${sign} ${text}`.trimEnd());
    else if (shown.at(-1) !== "  …") shown.push("  …");
  }
  return shown;
}
