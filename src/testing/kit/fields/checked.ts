/**
 * What came of looking at one field: its normalised value, or what is wrong with it in the server's words.
 *
 * The fields in this folder, and the statuses, currencies, consents and paths of both fakes, are written from the vendors'
 * pages a second time and share nothing with the client's schemas: a fake that read them by the client's own rules would
 * agree with every mistake in them. Only tools are shared, no rules: the phone library (whether a possible number is also
 * assigned is the client's question alone), the JSON parser, and the nearest name for a hint.
 */
export type Checked<Value> = { readonly value: Value } | { readonly problem: string };
