import type { Refusal } from "../../errors/invalid-input-error.js";
import { lazyPattern } from "../../phone/lazy-pattern.js";
import { optional, type Problems, type Rule, refuse, required } from "../field.js";

/** An address of ASCII letters, as almost all are: recognised without compiling the patterns for the others. */
const usual =
  /^[!#-'*+\--9=?A-Z^-~]{1,64}@(?:[A-Za-z\d](?:[\w-]{0,61}[A-Za-z\d])?\.)+[A-Za-z\d](?:[\w-]{0,61}[A-Za-z\d])?$/;
/** A local part in quotes, which may hold blanks, commas and even @ (RFC 5321, quoted-string). */
const quoted = /^"(?:[ !#-[\]-~]|\\[ -~])+"(?=@)/;

/** White space, control and invisible characters, and what separates one address from another or from a name. */
const forbidden = /* @__PURE__ */ lazyPattern('[\\s\\p{C}"(),:;<>[\\\\\\]]', "u");
const label = /* @__PURE__ */ lazyPattern(
  "^[\\p{L}\\p{M}\\p{N}](?:[\\p{L}\\p{M}\\p{N}_-]*[\\p{L}\\p{M}\\p{N}])?$",
  "u",
);

/** Whether text is one bare e-mail address. */
export function isEmail(text: string): boolean {
  if (text.length > 254) return false;
  if (usual.test(text)) return true;
  const inQuotes = quoted.exec(text)?.[0];
  const local = inQuotes ?? text.slice(0, Math.max(text.indexOf("@"), 0));
  if (local.length < 1 || local.length > 64) return false;
  const domain = text.slice(local.length + 1);
  if (domain.includes("@") || forbidden().test(inQuotes === undefined ? text : domain)) return false;
  const labels = domain.split(".");
  return labels.length >= 2 && labels.every((part) => part.length <= 63 && label().test(part));
}

/** What is said about text that is not an e-mail address. */
export const notAnEmail: Refusal = {
  code: "invalid",
  message:
    "must be one bare e-mail address such as name@example.com, without a display name, blanks or invisible characters; " +
    "leave it out when there is none",
};

/** Reads an e-mail address, trimmed and otherwise as it is written; blank text is omitted. */
export function readEmail(value: unknown, problems: Problems): string | undefined {
  if (typeof value !== "string") return refuse(problems, "invalid", "must be text");
  const text = value.trim();
  if (text === "") return undefined;
  return isEmail(text) ? text : refuse(problems, notAnEmail.code, notAnEmail.message);
}

/** An e-mail address that may be left out (`email`). */
export const email: Rule<string | undefined> = optional(readEmail);

/** An e-mail address that must be there. */
export const requiredEmail: Rule<string> = required((value, problems) => {
  if (typeof value === "string" && value.trim() === "")
    return refuse(problems, "missing", "is required, and is empty");
  return readEmail(value, problems) ?? "";
});
