// A process of a proof: node --import tsx test/slow/queue/child.ts <worker|producer|frozen> <engine> <folder> <leaseMs> <port> [first] [orders]
import { setTimeout as sleep } from "node:timers/promises";
import { PrivyClient } from "privy-orders";
import { engines } from "./engines.js";
import { stateAt } from "./states.js";

const [role = "", engine = "", folder = "", lease = "", port = "", first = "0", orders = "1"] =
  process.argv.slice(2);
const open = engines[engine];
if (open === undefined) throw new Error(`unknown engine: ${engine}`);
const queue = await open({ folder, leaseMs: Number(lease) });
const client = new PrivyClient({ token: "proof", baseUrl: `http://127.0.0.1:${port}/v1` });
const say = (text: string): void => void process.stdout.write(`${text}\n`);

if (role === "producer") {
  for (let index = Number(first); ; index += 1) {
    await queue.enqueue(stateAt(index, Number(orders)));
    // Only what was said here counts as accepted.
    say(`accepted ${index}`);
  }
}
const pausing = async (): Promise<PrivyClient> => {
  say("taken");
  await sleep(300);
  return client;
};
queue.work({ client: role === "frozen" ? pausing : client, lingerMs: 0, concurrency: 4 });
say("works");
