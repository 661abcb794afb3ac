import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { InvalidInputError } from "../errors/invalid-input-error.js";
import type { OrderSource } from "../import/import-record.js";
import { readJsonArray } from "../import/readers/read-json-array.js";
import { readNdjson } from "../import/readers/read-ndjson.js";
import { describeIssues } from "./describe-failure.js";
import { CliUsageError } from "./usage-error.js";

/** The format of a file of orders. */
export type OrderFormat = "ndjson" | "json";

const readers: Record<OrderFormat, typeof readNdjson> = { ndjson: readNdjson, json: readJsonArray };

export const FORMATS: readonly string[] = Object.keys(readers);

const sampleBytes = 65_536;

/** Size, beginning and end: enough to tell one file of orders from another, and quick for any size. */
async function hashOf(file: FileHandle, size: number): Promise<string> {
  const hash = createHash("sha256").update(String(size));
  const buffer = Buffer.alloc(sampleBytes);
  for (const position of [0, Math.max(0, size - sampleBytes)]) {
    const { bytesRead } = await file.read(buffer, 0, sampleBytes, position);
    hash.update(buffer.subarray(0, bytesRead));
  }
  return hash.digest("hex").slice(0, 32);
}

function describeReadError(error: unknown): string {
  if (error instanceof InvalidInputError) {
    const subject = error.message.split(":\n", 1)[0] ?? "";
    return `${subject.replace(/^The source/, "it")}: it ${describeIssues(error.issues)}`;
  }
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  return typeof code === "string" ? code : "unknown error";
}

/**
 * Opens a file of orders. It is read through once to count the records, so that there is an ETA, and so that a file that
 * breaks off in its middle is known before the first order is sent.
 *
 * @throws CliUsageError when the file cannot be used
 */
export async function openOrders(path: string, format: OrderFormat): Promise<OrderSource> {
  const read = (about: { fingerprint?: string; total?: number }): OrderSource =>
    readers[format](() => createReadStream(path), about);
  let total = 0;
  let fingerprint: string;
  try {
    const { size } = await stat(path);
    const file = await open(path);
    fingerprint = `${format} ${size} ${await hashOf(file, size).finally(() => file.close())}`;
    for await (const _ of read({})) total += 1;
  } catch (error) {
    throw new CliUsageError(`${path} cannot be used: ${describeReadError(error)}`);
  }
  if (total === 0) throw new CliUsageError(`${path} cannot be used: there is no record in it`);
  return read({ fingerprint, total });
}
