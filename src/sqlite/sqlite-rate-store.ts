import type { Clock } from "../http/clock.js";
import type { RateStore } from "../http/rate/shared/rate-store.js";
import type { SharedRateState } from "../http/rate/shared/shared-rate-state.js";
import { steppedRateStore } from "../http/rate/shared/stepped-rate-store.js";
import type { SqlRunner } from "./sql/sql-runner.js";
import { whole } from "./sqlite-rows.js";
import type { SqliteTables } from "./sqlite-tables.js";

/** Creates the rate store of an account, beside the queue. */
export function sqliteRateStore(
  connection: SqlRunner,
  { rate }: SqliteTables,
  { account, clock }: { readonly account: string; readonly clock: Clock },
): RateStore {
  return steppedRateStore({
    update: (change) =>
      connection.transaction(() => {
        const row = connection.get(`SELECT state FROM ${rate} WHERE account = ?`, account);
        const before: SharedRateState | undefined =
          row === undefined ? undefined : JSON.parse(String(row.state));
        const { state, result } = change(before, whole(clock.now()));
        connection.run(`INSERT OR REPLACE INTO ${rate} VALUES (?, ?)`, account, JSON.stringify(state));
        return result;
      }),
  });
}
