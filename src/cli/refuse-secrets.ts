import { existsSync } from "node:fs";
import { CliUsageError } from "./usage-error.js";

/** An API token, a JSON Web Token, a header's value. */
const surelySecret = /privy_[0-9a-f]{6}|\beyJ[\w-]{10,}\.|^(?:bearer|basic)\s/i;

/** An option whose name says that a secret follows. */
const secretOption =
  /^--?[\w-]*(?:token|secret|passw|pass|auth|bearer|credential|api[-_]?key|\bkey)[\w-]*(?:=|$)/i;

/** A short option with its value attached, such as curl's or mysql's; this program has none. */
const attachedValue = /^-[a-z](?!$)[^-]/i;

/** Paths and base64 both have slashes; base64 usually has another of its signs too. */
const isPath = (text: string): boolean => text.includes("/") && !/[+=]/.test(text);

/** The id of a dead letter, for example. */
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A long run of letters and digits without the separators of a file's name or a date. */
const isRandom = (text: string): boolean =>
  /^[\w+/=-]{24,}$/.test(text) &&
  /\d/.test(text) &&
  /[a-z]/i.test(text) &&
  !isPath(text) &&
  !uuid.test(text) &&
  !existsSync(text);

function isSecret(argument: string): boolean {
  // It accepts any value.
  if (argument === "--any-token") return false;
  const value = argument.slice(argument.indexOf("=") + 1);
  return (
    surelySecret.test(argument) ||
    secretOption.test(argument) ||
    attachedValue.test(argument) ||
    isRandom(value)
  );
}

/**
 * Refuses arguments that are or look like credentials, without repeating them: other users of the machine can read the
 * arguments of a running program, and the shell keeps them in its history.
 *
 * @throws CliUsageError
 */
export function refuseSecrets(args: readonly string[]): void {
  const index = args.findIndex(isSecret);
  if (index < 0) return;
  throw new CliUsageError(
    [
      `Argument ${index + 1} is a secret, announces one, or looks like one, and secrets are not taken from arguments: other`,
      "users of this machine can see them, and the shell keeps them in its history. If it was a real token, revoke it. Put",
      "the token into the environment variable PRIVY_API_TOKEN, or into a file and pass that with --env-file.",
    ].join("\n"),
  );
}

/** The argument parser's message without the values that follow an option's name. */
export function withoutValues(message: string, args: readonly string[]): string {
  let text = message;
  for (const argument of args) {
    const [name = "", ...value] = argument.split("=");
    if (argument.startsWith("-") && value.length > 0) text = text.replaceAll(argument, `${name}=…`);
  }
  return text;
}
