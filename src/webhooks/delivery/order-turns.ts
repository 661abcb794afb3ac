/** Runs the work of one order one at a time, in the order of the calls. */
export type OrderTurns = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/** Turns within this process; orders do not wait for each other. */
export function createOrderTurns(): OrderTurns {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const result = before.then(work);
    const end = result
      .catch(() => undefined)
      .finally(() => {
        if (last.get(key) === end) last.delete(key);
      });
    last.set(key, end);
    return result;
  };
}
