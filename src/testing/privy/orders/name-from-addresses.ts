import { isJsonObject } from "../../kit/fields/plain-fields.js";

/** The two names of a contact. */
export interface ContactName {
  readonly first_name: string | null;
  readonly last_name: string | null;
}

/** Returns the name of an order's contact: from the shipping address, else from the billing address. */
export function nameFromAddresses(addresses: readonly unknown[]): ContactName {
  for (const address of addresses) {
    if (!isJsonObject(address)) continue;
    const first = textOf(address, "first_name");
    const last = textOf(address, "last_name");
    if (first !== null || last !== null) return { first_name: first, last_name: last };
    const [given, ...others] = (textOf(address, "name") ?? "").split(/\s+/);
    if (given !== undefined && given !== "") {
      return { first_name: given, last_name: others.length === 0 ? null : others.join(" ") };
    }
  }
  return { first_name: null, last_name: null };
}

/** Addresses are stored as they come, so a name can be any value. */
function textOf(address: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = Object.hasOwn(address, field) ? address[field] : undefined;
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
