/**
 * The result of checking one field: its normalised value, or its problem in the server's wording.
 *
 * The fields in this folder, and the statuses, currencies, consents and paths of both fakes, are written from the
 * vendors' pages a second time and share nothing with the client's schemas: a fake with the client's own rules would
 * agree with every mistake in them. Only tools are shared, not rules: the phone library (only the client asks whether a
 * possible number is also assigned), the JSON parser, and the nearest name for a hint.
 */
export type Checked<Value> = { readonly value: Value } | { readonly problem: string };
