import type { InputIssue } from "../errors/invalid-input-error.js";
import type { OrderInput } from "../schemas/order/order.js";

/** Where a record stands in its source: the line of a file, or the record's number, counted from 1. */
export interface RecordPosition {
  readonly line?: number;
  readonly column?: number;
  /** Counted from 1. */
  readonly record: number;
}

/** One record of a source that knows where it stands: an order, or the reason why it has no order. */
export type ImportRecord =
  | {
      readonly order: OrderInput;
      readonly position: RecordPosition;
      readonly raw?: unknown;
      /** When the order last changed: of two states of one order, the newer one is kept. */
      readonly updatedAt?: Date | undefined;
    }
  | { readonly issues: readonly InputIssue[]; readonly position: RecordPosition; readonly raw?: unknown };

const brand: unique symbol = Symbol("privy-orders.import-source");

/** Orders that come out of a reader, each with its position. Reading it a second time reads it from the beginning. */
export interface OrderSource extends AsyncIterable<ImportRecord> {
  readonly [brand]: true;
  /** Identifies this source, so that a checkpoint is not used with the wrong file. */
  readonly fingerprint?: string | undefined;
  /** How many records there are, when that is known beforehand. */
  readonly total?: number | undefined;
  /** Whether this source has what an earlier one had, by its fingerprint, and more after it. */
  continues?(fingerprint: string): Promise<boolean>;
}

/** What a source may know about itself. */
export type SourceFacts = Pick<OrderSource, "fingerprint" | "total" | "continues">;

/** Makes a source out of something that yields records. */
export function orderSource(
  records: () => AsyncIterable<ImportRecord>,
  { fingerprint, total, continues }: SourceFacts = {},
): OrderSource {
  return {
    [brand]: true,
    fingerprint,
    total,
    ...(continues && { continues }),
    [Symbol.asyncIterator]: () => records()[Symbol.asyncIterator](),
  };
}

/** Whatever can be imported: a reader's source, or any iterable of orders. */
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

/** The records of any source. */
export function recordsOf(source: ImportSource): AsyncIterable<ImportRecord> {
  return isOrderSource(source) ? source : numbered(source);
}

/** What a source knows about itself. */
export function aboutSource(source: ImportSource): SourceFacts {
  if (isOrderSource(source)) return source;
  return { total: Array.isArray(source) ? source.length : undefined };
}
