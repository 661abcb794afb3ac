/** What once failed: each is tried before the random cases, in every run. */
export const CORPUS: {
  readonly files: readonly string[];
  readonly bodies: readonly string[];
  readonly headers: readonly string[];
  readonly arguments: readonly (readonly string[])[];
} = {
  /** Files of orders. */
  files: [
    "",
    "\uFEFF",
    '{"order_id":1',
    '{"order_id":1}\n{"order_id":',
    "[",
    "[{}",
    'a,b\n"1',
    "sep=;\na;b\n1;2",
    "order_id,email\n1,\u0000",
    "order_id\r1\r2",
    '{"a\\ud800":1}',
    '{"__proto__":{"order_id":1}}',
    `{"a":${"[".repeat(2_000)}${"]".repeat(2_000)}}`,
    '{"order_id":1e999}',
  ],
  /** Bodies of responses. */
  bodies: [
    "",
    "null",
    "[]",
    '{"data":[]}',
    '{"data":{"order_id":{}}}',
    '{"data":{"order_id":"0450789469"}}',
    `{"data":{"order_id":${"9".repeat(999)}}}`,
    '{"error":{"code":{},"message":[],"details":{"0":1}}}',
    '{"error":{"details":[null,{"field":{},"message":"x"}]}}',
    '{"__proto__":{"error":"x"}}',
    "<html>",
    '{"data":{"order_id":1',
    "\u0000",
    '"\\ud800"',
  ],
  /** Values of headers. */
  headers: ["", "-1", "1e99", "9".repeat(40), "Thu, 01 Jan 1970 00:00:00 GMT", "0x10", "NaN", "１２", "1, 2"],
  /** Arguments of the command line. */
  arguments: [
    ["import"],
    ["--", "--token=hunter2hunter2"],
    ["import", "--concurrency", "0"],
    ["import", "\u0000"],
    ["check", "."],
    ["mapping", "/dev/null"],
    ["send", "no such file"],
    ["doctor", "--env-file", "."],
    ["__proto__"],
    ["import", "x", "--before", "2026-02-30T00:00:00Z"],
  ],
};
