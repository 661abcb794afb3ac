import { optional, type Problems, type Rule, refuse } from "../field.js";

/** White space, control and invisible characters, and what separates one address from another or from a name. */
const forbidden = /[\s\p{C}"(),:;<>[\\\]]/u;
const label = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}])?$/u;

function isEmail(text: string): boolean {
  const at = text.indexOf("@");
  if (at < 1 || at > 64 || at !== text.lastIndexOf("@") || text.length > 254) return false;
  if (forbidden.test(text)) return false;
  const labels = text.slice(at + 1).split(".");
  return labels.length >= 2 && labels.every((part) => part.length <= 63 && label.test(part));
}

/** Reads an e-mail address, trimmed and otherwise as it is written; blank text is omitted. */
export function readEmail(value: unknown, problems: Problems): string | undefined {
  if (typeof value !== "string") return refuse(problems, "invalid", "must be text");
  const text = value.trim();
  if (text === "" || isEmail(text)) return text === "" ? undefined : text;
  return refuse(
    problems,
    "invalid",
    "must be one bare e-mail address (name@example.com): no display name, no list, no blanks or invisible characters; " +
      "leave it out when the customer gave none",
  );
}

/** An e-mail address that may be left out (ORD: `email`). */
export const email: Rule<string | undefined> = optional(readEmail);
