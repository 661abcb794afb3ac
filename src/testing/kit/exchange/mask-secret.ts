const secretName = /authorization|cookie|token|secret|password|api-?key/i;

/** Whether a header or parameter of that name carries a secret, whatever it holds. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/**
 * What may be shown of a secret: `Bearer privy_…9f3a`. Its last four characters tell two tokens of a test apart; they are
 * shown only where at least sixteen others stay hidden. A known prefix of the vendor's credentials is shown, too.
 */
export function maskSecret(text: string, prefixes: readonly string[]): string {
  const [, scheme = "", secret = ""] = /^((?:bearer|basic) +)?(.*)$/is.exec(text) ?? [];
  const prefix = prefixes.find((candidate) => secret.startsWith(candidate)) ?? "";
  // Of a Basic credential the ending may be most of a short password.
  const isLong = secret.length >= prefix.length + 20 && !/^basic/i.test(scheme);
  return `${scheme}${prefix}…${isLong ? secret.slice(-4) : ""}`;
}
