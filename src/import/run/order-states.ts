import type { ImportRecord } from "../import-record.js";
import { orderKey } from "./order-key.js";

/** Tracks the newest state of each order of the source so far, with some 50 bytes for each order. */
export interface OrderStates {
  /** Records a state; returns whether the source had a newer state of its order before. */
  note(record: ImportRecord): { readonly isOlder: boolean };
  /** The number of records whose order had occurred before, without a sign of which state is newer. */
  readonly unordered: number;
}

/** A state without a time. */
const unknownTime = Number.NEGATIVE_INFINITY;

const compact = (key: string): string | number => (/^[1-9]\d{0,14}$/.test(key) ? Number(key) : key);

const timeOf = (record: ImportRecord): number =>
  "order" in record ? (record.updatedAt?.getTime() ?? unknownTime) : unknownTime;

export function createOrderStates(): OrderStates {
  const newest = new Map<string | number, number>();
  let unordered = 0;
  return {
    note(record) {
      const key = orderKey(record);
      if (key === undefined) return { isOlder: false };
      const time = timeOf(record);
      const known = newest.get(compact(key));
      if (known !== undefined && (time === unknownTime || known === unknownTime)) unordered += 1;
      if (known === undefined || time > known) newest.set(compact(key), time);
      return { isOlder: known !== undefined && time !== unknownTime && time < known };
    },
    get unordered() {
      return unordered;
    },
  };
}
