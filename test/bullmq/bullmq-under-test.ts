import { Queue, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { createBullMqQueue } from "privy-orders/bullmq";
import { BullMqEngine } from "../../src/bullmq/bullmq-engine.js";
import type { BullMqLike } from "../../src/bullmq/bullmq-like.js";
import { createVirtualClock } from "../../src/testing/kit/clock/virtual-clock.js";
import type { EngineUnderTest } from "../queue/contract/engine-under-test.js";

let stores = 0;

/** Sets back what Redis has noted of locks and of times: `ms` pass for it at once. */
const passScript = `
for _, key in ipairs(redis.call('KEYS', ARGV[1] .. '*')) do
  if string.sub(key, -5) == ':lock' then
    local left = redis.call('PTTL', key)
    if left >= 0 then
      if left <= tonumber(ARGV[2]) then redis.call('DEL', key) else redis.call('PEXPIRE', key, left - tonumber(ARGV[2])) end
    end
  elseif string.sub(key, -14) == ':stalled-check' then
    redis.call('DEL', key)
  elseif string.sub(key, -8) == ':delayed' then
    for _, job in ipairs(redis.call('ZRANGE', key, 0, -1)) do
      redis.call('ZINCRBY', key, -tonumber(ARGV[2]) * 4096, job)
    end
  end
end`;

/** The contract's engine on a Redis: for each test a queue under another prefix. */
export function bullMqUnderTest(redis: () => Promise<Redis>): EngineUnderTest {
  return {
    name: "BullMQ",
    async create() {
      const client = await redis();
      stores += 1;
      const prefix = `test-${process.pid}-${stores}`;
      const base = `{${prefix}:privy-orders}`;
      const clock = createVirtualClock({ autoAdvance: false, startAt: "2026-01-02T00:00:00.000Z" });
      const { host, port } = client.options;
      const connection = { host, port };
      const opened: { close(): Promise<void> }[] = [];
      const bullmq: object = { Queue, Worker };
      /** BullMQ looks for stalled jobs twice: first they are marked, then moved. */
      const watcher = async (account: string): Promise<void> => {
        const worker = new Worker(account, null, {
          connection: { ...connection, maxRetriesPerRequest: null },
          prefix: base,
          autorun: false,
          maxStalledCount: 1_000_000,
          skipLockRenewal: true,
        });
        for (let round = 0; round < 2; round += 1) {
          await client.del(`${base}:${account}:stalled-check`);
          const check: unknown = Reflect.get(worker, "moveStalledJobsToWait");
          if (typeof check === "function") await check.call(worker);
        }
        await worker.close(true);
      };
      return {
        clock,
        async open(options) {
          const queue = await createBullMqQueue({ connection, prefix, clock, ...options });
          opened.push(queue);
          return queue;
        },
        async engine(options) {
          const engine = new BullMqEngine({
            bullmq: bullmq as BullMqLike, // the part of it that is used
            client,
            disconnect: () => undefined,
            connections: { queue: connection, worker: { ...connection, maxRetriesPerRequest: null } },
            base,
            leaseMs: options?.leaseMs ?? 90_000,
          });
          opened.push(engine);
          return engine;
        },
        async pass(ms) {
          const steps = Math.min(200, Math.max(1, Math.ceil(ms / 5_000)));
          for (let step = 1; step <= steps; step += 1) {
            const part = Math.floor((ms * step) / steps) - Math.floor((ms * (step - 1)) / steps);
            await client.eval(passScript, 0, base, part);
            await clock.advance(part);
            // What the workers have begun meanwhile goes on.
            for (let turn = 0; turn < 8; turn += 1) await client.ping();
          }
          if (ms < 30_000) return;
          for (const account of await client.smembers(`${base}:accounts`)) await watcher(account);
        },
        async dispose() {
          await Promise.all(opened.map((one) => one.close()));
          const keys = await client.keys(`${base}*`);
          if (keys.length > 0) await client.del(...keys);
        },
      };
    },
  };
}
