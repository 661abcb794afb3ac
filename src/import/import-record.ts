import type { InputIssue } from "../errors/invalid-input-error.js";
import { requireObject } from "../schemas/objects/require-object.js";
import type { OrderInput } from "../schemas/order/order.js";
import { type Batches, eachOf } from "./readers/batches.js";

/** The position of a record in its source: the line of a file, or the record's number, counted from 1. */
export interface RecordPosition {
  readonly line?: number;
  readonly column?: number;
  /** Counted from 1. */
  readonly record: number;
}

/** One record of a source with its position: an order, or the reason why it has no order. */
export type ImportRecord =
  | {
      readonly order: OrderInput;
      readonly position: RecordPosition;
      readonly raw?: unknown;
      /** When the order last changed; of two states of one order, the newer one is sent. */
      readonly updatedAt?: Date | undefined;
    }
  | { readonly issues: readonly InputIssue[]; readonly position: RecordPosition; readonly raw?: unknown };

const brand: unique symbol = Symbol("privy-orders.import-source");
const inBatches: unique symbol = Symbol("privy-orders.import-batches");

/** The orders of a reader, each with its position. Iterating again starts from the beginning. */
export interface OrderSource extends AsyncIterable<ImportRecord> {
  readonly [brand]: true;
  /** Identifies this source, so that a checkpoint is not used with the wrong file. */
  readonly fingerprint?: string | undefined;
  /** The number of records, if it is known beforehand. */
  readonly total?: number | undefined;
  /** Returns whether this source is an earlier one, by its fingerprint, with more records at its end. */
  continues?(fingerprint: string): Promise<boolean>;
}

/** The optional properties of a source. */
export type SourceFacts = Pick<OrderSource, "fingerprint" | "total" | "continues">;

/** Creates a source from a generator of records. */
export function orderSource(
  records: () => AsyncIterable<ImportRecord>,
  facts: SourceFacts = {},
): OrderSource {
  requireObject(facts, "The source was not created", "must be an object of facts, or be left out", "facts");
  const { fingerprint, total, continues } = facts;
  return {
    [brand]: true,
    fingerprint,
    total,
    ...(continues && { continues }),
    [Symbol.asyncIterator]: () => records()[Symbol.asyncIterator](),
  };
}

/** A source whose records can also be read in batches. */
interface BatchedSource extends OrderSource {
  readonly [inBatches]: () => Batches<ImportRecord>;
}

/** Creates a source from a generator of batches of records. */
export function batchedSource(batches: () => Batches<ImportRecord>, facts: SourceFacts): OrderSource {
  const source: BatchedSource = {
    ...orderSource(() => eachOf(batches()), facts),
    [inBatches]: batches,
  };
  return source;
}

async function* singly(source: OrderSource): AsyncGenerator<Iterable<ImportRecord>> {
  for await (const record of source) yield [record];
}

/** Returns the records of a source in batches, of one record each if it was not made of batches. */
export function batchesOf(source: OrderSource | BatchedSource): Batches<ImportRecord> {
  return inBatches in source ? source[inBatches]() : singly(source);
}

/** The input of an import: a reader's source, or any iterable of orders. */
export type ImportSource = OrderSource | Iterable<OrderInput> | AsyncIterable<OrderInput>;

function isOrderSource(source: ImportSource): source is OrderSource {
  return brand in source;
}

async function* numbered(
  source: Iterable<OrderInput> | AsyncIterable<OrderInput>,
): AsyncGenerator<ImportRecord> {
  let record = 0;
  for await (const order of source) {
    record += 1;
    yield { order, position: { record } };
  }
}

/** Iterates over the records of any source. */
export function recordsOf(source: ImportSource): AsyncIterable<ImportRecord> {
  return isOrderSource(source) ? source : numbered(source);
}

/** Returns the optional properties of a source. */
export function aboutSource(source: ImportSource): SourceFacts {
  if (isOrderSource(source)) return source;
  return { total: Array.isArray(source) ? source.length : undefined };
}
