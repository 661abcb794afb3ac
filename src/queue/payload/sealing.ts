/** Encrypts orders at rest. `context` names the order of a text, which must not open for another order. */
export interface Sealing {
  /** The id of the key that seals; it is stored beside the sealed text. */
  readonly keyId: string;
  seal(text: string, context: string): Promise<string>;
  /** Opens a sealed text. Throws when the key is unknown, or the text was changed. */
  open(sealed: string, keyId: string, context: string): Promise<string>;
}

/** Options of `createSealing`. */
export interface SealingOptions {
  /**
   * Keys of 32 bytes for AES-256-GCM, as bytes or in base64, by their names. Keep old ones until nothing is left that
   * they sealed.
   */
  readonly keys: Readonly<Record<string, Uint8Array | string>>;
  /** The name of the key that seals. Default: the last one. */
  readonly current?: string | undefined;
}
