import { CliUsageError } from "./usage-error.js";

/** An API token, a JSON Web Token, a header's value. */
const looksSecret = /privy_[0-9a-f]{6}|\beyJ[\w-]{10,}\.|^bearer\s/i;
const secretOption =
  /^--?(?:api[-_]?)?(?:token|key|secret|password|bearer|client[-_]?secret|integration[-_]?token)(?:=|$)/i;

/**
 * Refuses credentials among the arguments: whoever uses the machine can read the arguments of a running program, and
 * the shell keeps them in its history.
 *
 * @throws CliUsageError
 */
export function refuseSecrets(args: readonly string[]): void {
  const index = args.findIndex((text) => looksSecret.test(text) || secretOption.test(text));
  if (index < 0) return;
  throw new CliUsageError(
    [
      `Argument ${index + 1} is or announces a secret, and secrets are not taken from arguments: other users of this`,
      "machine can see them, and the shell keeps them in its history. If it was a real token, revoke it. Put the token",
      "into the environment variable PRIVY_API_TOKEN, or into a file and pass that with --env-file.",
    ].join("\n"),
  );
}
