const secretName = /authorization|cookie|token|secret|password|api-?key/i;
const masked = /^(?:(?:bearer|basic) +)?[\w-]*…[^\s…]{0,4}$/i;

/** Whether a header, parameter or field of that name carries a secret, whatever it holds. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/**
 * What may be shown of a secret: `Bearer privy_…9f3a`. Its last four characters tell two tokens of a test apart; they are
 * shown only where at least sixteen others stay hidden. A known prefix of the vendor's credentials is shown, too. Masking
 * twice gives the same.
 */
export function maskSecret(text: string, prefixes: readonly string[]): string {
  if (masked.test(text)) return text;
  const [, scheme = "", secret = ""] = /^((?:bearer|basic) +)?(.*)$/is.exec(text) ?? [];
  const prefix = prefixes.find((candidate) => secret.startsWith(candidate)) ?? "";
  // Of a Basic credential the ending may be most of a short password.
  const isLong = secret.length >= prefix.length + 20 && !/^basic/i.test(scheme);
  return `${scheme}${prefix}…${isLong ? secret.slice(-4) : ""}`;
}

/** What a text must not show, wherever it stands in it. */
export interface KnownSecrets {
  /** How the vendor's credentials begin. */
  readonly prefixes: readonly string[];
  /** The credential that the request itself carries. */
  readonly own: string | undefined;
}

/** Masks every credential in a text: the request's own, and what begins as the vendor's do or follows `Bearer`. */
export function maskCredentials(text: string, { prefixes, own }: KnownSecrets): string {
  let shown = own === undefined ? text : text.replaceAll(own, maskSecret(own, prefixes));
  for (const prefix of prefixes) {
    if (!shown.includes(prefix)) continue;
    shown = shown.replace(new RegExp(`${prefix}[\\w-]{12,}`, "g"), (found) => maskSecret(found, prefixes));
  }
  return shown.replace(/\b(?:bearer|basic) +[\w.~+/=-]{8,}/gi, (found) => maskSecret(found, prefixes));
}

/** A JSON value without the secrets in it: the members that are named like one, and credentials in any text. */
export function maskMembers(value: unknown, secrets: KnownSecrets): unknown {
  if (typeof value === "string") return maskCredentials(value, secrets);
  if (Array.isArray(value)) return value.map((element) => maskMembers(element, secrets));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [
    maskCredentials(name, secrets),
    typeof member === "string" && isSecretName(name)
      ? maskSecret(member, secrets.prefixes)
      : maskMembers(member, secrets),
  ]);
  return Object.fromEntries(members);
}
