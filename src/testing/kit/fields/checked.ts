/** What came of looking at one field: its normalised value, or what is wrong with it in the server's words. */
export type Checked<Value> = { readonly value: Value } | { readonly problem: string };
