import { gzipSync } from "node:zlib";
import type { ImportRecord, OrderSource } from "privy-orders/import";

export async function recordsOf(source: OrderSource): Promise<ImportRecord[]> {
  const records: ImportRecord[] = [];
  for await (const record of source) records.push(record);
  return records;
}

/** The records that came before the error, and the error. */
export async function readUntilError(
  source: OrderSource,
): Promise<{ records: ImportRecord[]; error: unknown }> {
  const records: ImportRecord[] = [];
  try {
    for await (const record of source) records.push(record);
  } catch (error) {
    return { records, error };
  }
  return { records, error: undefined };
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const gzip = (bytes: Uint8Array | string): Uint8Array => new Uint8Array(gzipSync(bytes));

/** Opens the bytes in pieces of the given lengths, over and over. */
export function inPieces(bytes: Uint8Array, lengths: readonly number[]): () => AsyncIterable<Uint8Array> {
  return async function* () {
    let at = 0;
    for (let turn = 0; at < bytes.length; turn++) {
      const length = Math.max(1, lengths[turn % lengths.length] ?? bytes.length);
      yield bytes.slice(at, at + length);
      at += length;
    }
  };
}

/** Everything that an error shows of itself to a log. */
export function shownBy(error: unknown): string {
  return `${String(error)} ${JSON.stringify(error)} ${error instanceof Error ? error.stack : ""}`;
}
