import Libsql from "libsql";
import type { OrderQueue } from "privy-orders/queue";
import { createSqliteQueue } from "privy-orders/sqlite";

export interface EngineOptions {
  /** A folder of the proof's own. */
  readonly folder: string;
  readonly leaseMs: number;
}

/** The engines that are proven, by their names: each opens a queue in a process of its own. */
export const engines: Readonly<Record<string, (options: EngineOptions) => Promise<OrderQueue>>> = {
  sqlite: async ({ folder, leaseMs }) => {
    const file = `${folder}/queue.db`;
    return createSqliteQueue({ file, database: new Libsql(file), leaseMs });
  },
};
