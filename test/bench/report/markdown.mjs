export const whole = (number) => Math.round(number).toLocaleString("en-US");
export const two = (number) => number.toFixed(2);
export const one = (number) => number.toFixed(1);
export const kilobytes = (bytes) => `${one(bytes / 1000)} kB`;

/** A table whose first column is text and whose other columns are numbers. */
export const tableOf = (head, rows) =>
  [head, head.map((_, index) => (index === 0 ? "---" : "---:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
