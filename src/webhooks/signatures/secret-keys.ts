import { refuseSetup } from "./refuse-setup.js";
import { bytesOf } from "./text-bytes.js";

/** A secret, or several during a rotation: a signature by any of them is valid. */
export type WebhookSecret = string | readonly string[];

/**
 * Returns the bytes of every secret.
 *
 * @param name the name of the option
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
      "must be the secret as the platform shows it, or several in an array; with an empty one, anyone could sign. " +
      "Is the environment variable set?";
    refuseSetup("missing", name, message);
  }
  return good;
}
