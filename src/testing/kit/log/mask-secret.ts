const secretName = /authorization|cookie|token|secret|password|api-?key/i;
const masked = /^(?:(?:bearer|basic) +)?[\w-]*…[^\s…]{0,4}$/i;

/** Returns whether a header, parameter or field of that name carries a secret, by its name alone. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/**
 * Masks a secret: `Bearer privy_…9f3a`. Its last four characters distinguish two tokens of a test; they are shown only
 * if at least sixteen others stay hidden. A known prefix of the vendor's credentials is shown too. Masking twice gives
 * the same result.
 */
export function maskSecret(text: string, prefixes: readonly string[]): string {
  if (masked.test(text)) return text;
  const [, scheme = "", secret = ""] = /^((?:bearer|basic) +)?(.*)$/is.exec(text) ?? [];
  const prefix = prefixes.find((candidate) => secret.startsWith(candidate)) ?? "";
  // The ending of a Basic credential may be most of a short password.
  const isLong = secret.length >= prefix.length + 20 && !/^basic/i.test(scheme);
  return `${scheme}${prefix}…${isLong ? secret.slice(-4) : ""}`;
}

/** The secrets that a text must not show. */
export interface KnownSecrets {
  /** The prefix of the vendor's credentials. */
  readonly prefixes: readonly string[];
  /** The request's own credential. */
  readonly own: string | undefined;
}

/** Masks every credential in a text: the request's own, and text with the vendor's prefix or after `Bearer`. */
export function maskCredentials(text: string, { prefixes, own }: KnownSecrets): string {
  let shown = own === undefined ? text : text.replaceAll(own, maskSecret(own, prefixes));
  for (const prefix of prefixes) {
    if (!shown.includes(prefix)) continue;
    shown = shown.replace(new RegExp(`${prefix}[\\w-]{12,}`, "g"), (found) => maskSecret(found, prefixes));
  }
  return shown.replace(/\b(?:bearer|basic) +[\w.~+/=-]{8,}/gi, (found) => maskSecret(found, prefixes));
}

/** Masks the secrets in a JSON value: members with the name of one, and credentials in any text. */
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
