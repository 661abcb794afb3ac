const identifier = /^[A-Za-z_$][\w$-]{0,39}$/;

/** Whether a key may stand in a message: one that looks like a field's name, since in an open object a key can be a customer's value. */
export function isQuotableKey(key: string): boolean {
  return identifier.test(key);
}

/** The key as a path shows it: itself, or a description when it could be a customer's value. */
export function quotableKey<Key extends string | number>(key: Key): Key | string {
  return typeof key === "number" || isQuotableKey(key) ? key : "(a key that is not quoted here)";
}
