// What a test of a store pays before it can assert anything: a fake, its client and one order. Prints milliseconds.
import { createFakePrivy } from "privy-orders/testing";

const WARM_UP = 2000;
const TIMES = 2000;

async function oneTest() {
  const privy = createFakePrivy();
  await privy.client().orders.upsert({
    order_id: 4501,
    total: 95,
    currency: "USD",
    order_date: "2026-02-28T09:30:00Z",
    email: "ada@example.com",
  });
}

for (let time = 0; time < WARM_UP; time++) await oneTest();
const { user, system } = process.cpuUsage();
for (let time = 0; time < TIMES; time++) await oneTest();
const after = process.cpuUsage();
console.log((after.user + after.system - user - system) / TIMES / 1000);
process.exit(0);
