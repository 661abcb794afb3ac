import { refuseSetup } from "./refuse-setup.js";
import { bytesOf } from "./text-bytes.js";

/** A secret, or several while one is being replaced: a hook that any of them signs is good. */
export type WebhookSecret = string | readonly string[];

/**
 * The bytes of every secret.
 *
 * @param name the option that the secret stands in
 * @throws InvalidInputError when there is none, or one is blank: anyone could sign with it
 */
export function secretKeys(
  secret: WebhookSecret,
  name: string,
  decode: (text: string) => Uint8Array<ArrayBuffer> | undefined = bytesOf,
): readonly Uint8Array<ArrayBuffer>[] {
  const texts: readonly unknown[] = Array.isArray(secret) ? secret : [secret];
  const keys = texts.map((text) =>
    typeof text === "string" && text.trim() !== "" ? decode(text) : undefined,
  );
  const good = keys.filter((key) => key !== undefined);
  if (good.length === 0 || good.length < keys.length) {
    const message =
      "must be the secret as the platform shows it, or several in an array; an empty one would let everyone in. " +
      "Is the environment variable set?";
    refuseSetup("missing", name, message);
  }
  return good;
}
