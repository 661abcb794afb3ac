// A job that runs every night and sends what the day before left: it ends when Privy's day is spent, and the next night
// goes on where it ended. Here three nights in a row, by a virtual clock.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OrderInput, PrivyClient } from "privy-orders";
import { importOrders } from "privy-orders/import";
import { fileCheckpoint } from "privy-orders/import/node";
import { createFakePrivy } from "privy-orders/testing";

const privy = createFakePrivy({ rateLimit: { perMinute: 60, perDay: 100 } });

/** The shop's own database, oldest order first. */
function* ordersOfTheShop(): Generator<OrderInput> {
  for (let id = 1; id <= 250; id += 1) {
    yield {
      order_id: id,
      email: `buyer${id}@example.com`,
      total: 49.9,
      currency: "EUR",
      order_date: new Date(Date.UTC(2025, 5, 1, 0, id)),
    };
  }
}

/** What cron calls: `0 2 * * *`. Gives whether everything has been brought. */
async function nightly(client: PrivyClient, checkpointPath: string): Promise<boolean> {
  const summary = await importOrders(client, ordersOfTheShop(), {
    checkpoint: fileCheckpoint(checkpointPath),
    // Changes when the source does: then the checkpoint is refused instead of skipping the wrong orders.
    fingerprint: "shop orders until 2025-06-02",
    total: 250,
    clock: privy.clock,
  });
  const why = summary.finished ? "all done" : `${summary.stopReason}, on ${summary.retryAt?.toISOString()}`;
  console.log(`${new Date(privy.clock.now()).toISOString()}  ${summary.done} of 250: ${why}`);
  return summary.finished;
}

const folder = await mkdtemp(join(tmpdir(), "nightly-import-"));
try {
  for (let night = 1; night <= 5; night += 1) {
    if (await nightly(privy.client(), join(folder, "checkpoint.json"))) break;
    await privy.clock.advance("24h");
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(`Privy has ${privy.orders.length} orders`);
if (privy.orders.length !== 250) process.exitCode = 1;
