/**
 * Values in batches, one for each piece of a file: within a batch no value costs a promise, which would take longer than
 * reading the value. A batch is read to its end before the next one is taken.
 */
export type Batches<Value> = AsyncIterable<Iterable<Value>>;

/** Iterates over the values of all batches. */
export async function* eachOf<Value>(batches: Batches<Value>): AsyncGenerator<Value> {
  for await (const batch of batches) for (const value of batch) yield value;
}
