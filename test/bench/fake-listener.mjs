// What it costs the fake that something listens: upserts a second with nothing, with the control API, and with a listener.
//   node --import tsx test/bench/fake-listener.mjs [orders]
import { createFakePrivy } from "privy-orders/testing";
import { serveFakePrivy } from "privy-orders/testing/server";

const orders = Number(process.argv[2] ?? 20_000);
const rounds = 7;
const order = { total: 95, currency: "USD", order_date: "2026-01-01T00:00:00Z" };

async function upserts(setUp) {
  const privy = createFakePrivy({ rateLimit: false });
  const tearDown = await setUp(privy);
  const headers = {
    authorization: `Bearer ${privy.tokens.list()[0].token}`,
    "content-type": "application/json",
  };
  const startMs = performance.now();
  for (let id = 1; id <= orders; id += 1) {
    const body = JSON.stringify({ ...order, order_id: id, email: `c${id % 500}@example.com` });
    await privy.fetch("https://api.privy.com/v1/orders/placed", { method: "POST", headers, body });
    // As over a real connection, others have their turn.
    if (id % 100 === 0) await new Promise(setImmediate);
  }
  const took = performance.now() - startMs;
  await tearDown();
  return (orders / took) * 1_000;
}

const kinds = {
  nothing: async () => () => undefined,
  listener: async (privy) => {
    const server = await serveFakePrivy(privy, { control: true });
    const stopped = new AbortController();
    const { body } = await fetch(`${server.url}/_fake/events`, { signal: stopped.signal });
    const reading = (async () => {
      for await (const _ of body);
    })().catch(() => undefined);
    return async () => {
      stopped.abort();
      await reading;
      await server.close();
    };
  },
};

const best = {};
for (let round = 0; round < rounds; round += 1) {
  for (const [name, setUp] of Object.entries(kinds)) {
    best[name] = Math.max(best[name] ?? 0, await upserts(setUp));
  }
}
const fall = 1 - best.listener / best.nothing;
console.log(
  `upserts a second: ${best.nothing.toFixed(0)} alone, ${best.listener.toFixed(0)} with a listener`,
);
console.log(`a listener costs ${(fall * 100).toFixed(1)} % (goal: at most 15 %)`);
process.exit(fall <= 0.15 ? 0 : 1);
