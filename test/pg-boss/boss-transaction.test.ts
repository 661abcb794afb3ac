import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import type { BossDb } from "../../src/pg-boss/boss-like.js";
import { inTransaction } from "../../src/pg-boss/boss-transaction.js";

/** A database that notes what is done. */
function databaseOf(more: object): { db: BossDb; steps: string[] } {
  const steps: string[] = [];
  const executor = (prefix: string): BossDb => ({
    async executeSql(text) {
      steps.push(`${prefix}${text}`);
      return { rows: [] };
    },
  });
  const note = (step: string) => async (): Promise<void> => void steps.push(step);
  const beginTransaction = async () => {
    steps.push("begin");
    return { db: executor("in it: "), commit: note("commit"), rollback: note("rollback") };
  };
  return { db: { ...executor(""), beginTransaction, ...more }, steps };
}

const step = (db: BossDb) => db.executeSql("step");

describe("steps that belong together", () => {
  it("run in a transaction of a shop's own adapter", async () => {
    const { db, steps } = databaseOf({});
    await inTransaction(db, step);
    expect(steps).toEqual(["begin", "in it: step", "commit"]);
  });

  it("run one after the other where a cut connection of pg-boss's own pool could end the process", async () => {
    const { db, steps } = databaseOf({ _pgbdb: true });
    await inTransaction(db, step);
    expect(steps).toEqual(["step"]);
  });

  it("run in a transaction of pg-boss's own pool, each of whose clients is listened to, once", async () => {
    const [pool, client] = [new EventEmitter(), new EventEmitter()];
    const { db, steps } = databaseOf({ _pgbdb: true, pool });
    for (let time = 0; time < 3; time += 1) {
      await inTransaction(db, step);
      pool.emit("acquire", client);
    }
    expect(steps.slice(0, 3)).toEqual(["begin", "in it: step", "commit"]);
    expect(client.listenerCount("error")).toBe(1);
    expect(client.emit("error", new Error("terminating connection"))).toBe(true);
  });
});
