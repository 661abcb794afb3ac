import { Redis } from "ioredis";
import { createBullMqQueue } from "privy-orders/bullmq";
import { startRedis } from "../../support/services.js";
import { stateAt } from "./states.js";

/** A Redis without an append-only file is refused; used all the same, it loses what it had accepted. */
export async function proveForgetfulRedis(orders: number): Promise<Record<string, number | boolean>> {
  const service = await startRedis({ appendonly: "no" });
  if (service === undefined) throw new Error("no redis-server on this machine");
  const connection = { host: "127.0.0.1", port: service.port };
  try {
    const isRefused = await createBullMqQueue({ connection }).then(
      () => false,
      (error: unknown) => String(error).includes("append-only file"),
    );
    const queue = await createBullMqQueue({ connection, checkDurability: false });
    for (let index = 0; index < orders; index += 1)
      await queue.enqueue({ ...stateAt(index, orders), order_id: index + 1 });
    const before = (await queue.stats()).waiting;
    await queue.close();
    await service.kill();
    await service.start();
    const client = new Redis({ ...connection, maxRetriesPerRequest: 3 });
    const keys = await client.dbsize();
    client.disconnect();
    return {
      isRefused,
      accepted: before,
      keysLeft: keys,
      isGood: isRefused && before === orders && keys === 0,
    };
  } finally {
    await service.stop();
  }
}
