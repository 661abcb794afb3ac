import type { IssueCode } from "./issue-code.js";
import { PrivyOrdersError } from "./privy-orders-error.js";

/** One problem of an input. The message says what to do and never quotes the value. */
export interface InputIssue {
  /** What kind of problem it is, from a closed list. */
  readonly code: IssueCode;
  /** Where in the input, for example `["line_items", 0, "price"]`; empty for the input as a whole. */
  readonly path: readonly (string | number)[];
  /** What is wrong and what to do about it. */
  readonly message: string;
}

/** What is wrong with a value, as a function returns it that does not know where the value stands. */
export type Refusal = Pick<InputIssue, "code" | "message">;

/** `line_items[0].price`, as one would write it in code; `input` for the whole. */
export function formatPath(path: InputIssue["path"]): string {
  let text = "";
  for (const key of path) text += typeof key === "number" ? `[${key}]` : text === "" ? key : `.${key}`;
  return text === "" ? "input" : text;
}

/** The input cannot be sent as it is. Nothing was sent; `issues` lists every problem at once, each with its code and path. */
export class InvalidInputError extends PrivyOrdersError {
  /** The error's name. */
  declare readonly name: "InvalidInputError";
  /** The code by which the class is recognised. */
  declare readonly code: "invalid_input";
  /** Every problem that was found. Never empty. */
  readonly issues: readonly InputIssue[];

  /** @param subject what was refused, as the beginning of a sentence: "The order was not sent" */
  constructor(subject: string, issues: readonly InputIssue[]) {
    const lines = issues.map((issue) => `  ${formatPath(issue.path)}: ${issue.message}`);
    super("InvalidInputError", "invalid_input", `${subject}:\n${lines.join("\n")}`);
    this.issues = issues;
  }
}
