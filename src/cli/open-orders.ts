import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { parseJson } from "../http/lossless-json.js";
import { type ImportRecord, type OrderSource, orderSource } from "../import/import-record.js";
import type { OrderInput } from "../schemas/order.js";
import { readLines } from "./read-lines.js";
import { CliUsageError } from "./usage-error.js";

/** The formats of order files. */
export const FORMATS = ["ndjson"] as const;
export type OrderFormat = (typeof FORMATS)[number];

const sampleBytes = 65_536;

async function hashOf(file: FileHandle, size: number): Promise<string> {
  const hash = createHash("sha256").update(String(size));
  const buffer = Buffer.alloc(sampleBytes);
  for (const position of [0, Math.max(0, size - sampleBytes)]) {
    const { bytesRead } = await file.read(buffer, 0, sampleBytes, position);
    hash.update(buffer.subarray(0, bytesRead));
  }
  return hash.digest("hex").slice(0, 32);
}

async function* recordsOf(path: string): AsyncGenerator<ImportRecord> {
  let record = 0;
  for await (const { text, line } of readLines(createReadStream(path))) {
    record += 1;
    const position = { record, line };
    let order: unknown;
    try {
      order = parseJson(text);
    } catch {
      if (record === 1) {
        throw new CliUsageError(
          `${path} is not NDJSON: line ${line} is no JSON. It needs one order, a JSON object, on each line.`,
        );
      }
      yield { issues: [{ path: [], message: "the line is no JSON" }], position, raw: text };
      continue;
    }
    if (record === 1 && Array.isArray(order))
      throw new CliUsageError(
        `${path} is a JSON array, not NDJSON. It needs one order, a JSON object, on each line.`,
      );
    // Whatever it is, the client's own check says what is wrong with it.
    yield { order: order as OrderInput, position, raw: text };
  }
}

/**
 * Opens a file of orders. It is read through once to count the records, so that there is an ETA and so that a file that
 * breaks off in its middle is known before the first order is sent.
 *
 * @throws CliUsageError when the file cannot be used
 */
export async function openOrders(path: string, format: OrderFormat): Promise<OrderSource> {
  let total = 0;
  let fingerprint: string;
  try {
    const { size } = await stat(path);
    if (size === 0) throw new CliUsageError(`${path} is empty.`);
    const file = await open(path);
    fingerprint = `${format} ${size} ${await hashOf(file, size).finally(() => file.close())}`;
    for await (const _ of readLines(createReadStream(path))) total += 1;
  } catch (error) {
    if (error instanceof CliUsageError) throw new CliUsageError(error.message.replace(/^The file/, path));
    const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
    const why =
      code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : String(code);
    throw new CliUsageError(`${path} cannot be read: ${why}`);
  }
  if (total === 0) throw new CliUsageError(`${path} has no record.`);
  return orderSource(() => recordsOf(path), { fingerprint, total });
}
