import type { ImportRecord } from "../import-record.js";
import { orderKey } from "./order-key.js";
import type { OrderStates } from "./order-states.js";
import type { RunControl } from "./run-control.js";

/** A record whose turn has come. */
export interface TakenRecord {
  readonly record: ImportRecord;
  /** Counted from 0. */
  readonly index: number;
  /** Whether the source had a newer state of its order before. */
  readonly isOlder: boolean;
  /** Settles when the one before it with the same order id has settled. */
  readonly turn: Promise<void> | undefined;
  readonly done: () => void;
}

export interface RecordTakerOptions {
  readonly records: AsyncIterable<ImportRecord>;
  readonly control: RunControl;
  /** Returns whether an earlier run settled this record. */
  readonly isSettled: (index: number) => boolean;
  /** Called with every record, those of earlier runs included, in the order of the source. */
  readonly states: OrderStates;
}

/** Takes records one after the other for any number of workers. */
export interface RecordTaker {
  /** How many records the source has had so far. */
  readonly read: number;
  /** How many of them an earlier run had settled. */
  readonly doneBefore: number;
  next(): Promise<TakenRecord | undefined>;
  /** Closes the source. */
  close(): Promise<void>;
}

/**
 * Creates a taker. Records of one order id are serialized here, although the client also keeps the order of its calls:
 * a record that fails, or waits through an outage, must delay the later states of its order, which are other calls.
 */
export function createRecordTaker({ records, control, isSettled, states }: RecordTakerOptions): RecordTaker {
  const iterator = records[Symbol.asyncIterator]();
  const lastOfKey = new Map<string, Promise<void>>();
  let read = 0;
  let doneBefore = 0;
  let queue: Promise<unknown> = Promise.resolve();

  const take = async (): Promise<TakenRecord | undefined> => {
    // Records of earlier runs may be skipped by the million: a stop must not wait for that.
    while (control.stopped === undefined) {
      const { done, value: record } = await iterator.next();
      if (done === true) return undefined;
      const index = read;
      read += 1;
      const { isOlder } = states.note(record);
      if (isSettled(index)) {
        doneBefore += 1;
        continue;
      }
      const key = orderKey(record);
      if (key === undefined) return { record, index, isOlder, turn: undefined, done: () => undefined };
      const turn = lastOfKey.get(key);
      let release: () => void = () => undefined;
      const mine = new Promise<void>((resolve) => {
        release = resolve;
      });
      lastOfKey.set(key, mine);
      const done_ = (): void => {
        release();
        if (lastOfKey.get(key) === mine) lastOfKey.delete(key);
      };
      return { record, index, isOlder, turn, done: done_ };
    }
    return undefined;
  };

  return {
    get read() {
      return read;
    },
    get doneBefore() {
      return doneBefore;
    },
    next() {
      const taken = queue.then(take);
      queue = taken.catch(() => undefined);
      return taken;
    },
    close: async () => {
      await iterator.return?.();
    },
  };
}
