/** Encrypts orders at rest. `context` names the order that a text belongs to: one that was put elsewhere must not open. */
export interface Sealing {
  /** The key that seals; its name stands beside the sealed text. */
  readonly keyId: string;
  seal(text: string, context: string): Promise<string>;
  /** @throws when the key is unknown, or the text is not what was sealed */
  open(sealed: string, keyId: string, context: string): Promise<string>;
}

export interface SealingOptions {
  /** Keys of 32 bytes for AES-256-GCM, as bytes or in base64, by their names. Old ones stay until nothing is left that they sealed. */
  readonly keys: Readonly<Record<string, Uint8Array | string>>;
  /** The name of the key that seals. Default: the last one. */
  readonly current?: string | undefined;
}
