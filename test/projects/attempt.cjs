// What every project tries, in CommonJS so that all of them can load it: to load each entry point, to send an order, and to keep one.
const { writeFileSync } = require("node:fs");

const order = {
  order_id: 1001,
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
  email: "kim@example.com",
};

/** Sends the order to a fake; by default through the client that the fake makes. Throws unless the fake has stored it. */
async function sendOrder({ createFakePrivy }, send = (privy) => privy.client().orders.upsert(order)) {
  const privy = createFakePrivy();
  const { outcome } = await send(privy, order);
  privy.expect.order(1001).toHaveBeenReceived({ times: 1 });
  if (outcome !== "created") throw new Error(`the outcome is ${outcome}`);
}

/** Leaves what became of it in the file that PROOF names. */
async function attempt({ entries, load, send, queue }) {
  const proof = { loads: {}, order: "", queue: "" };
  for (const name of entries) {
    try {
      await load(name);
      proof.loads[name] = "";
    } catch (error) {
      proof.loads[name] = String(error?.message ?? error);
    }
  }
  try {
    await send(order);
    proof.order = "sent";
  } catch (error) {
    const { stack = error, cause } = error ?? {};
    proof.order = `${stack}${cause === undefined ? "" : `\ncaused by ${cause?.stack ?? cause}`}`;
  }
  proof.queue = await queue().catch((error) => String(error?.stack ?? error));
  writeFileSync(process.env.PROOF, JSON.stringify(proof));
}

module.exports = { attempt, order, sendOrder };
