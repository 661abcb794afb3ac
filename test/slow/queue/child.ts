// A process of a proof: child.mjs <worker|frozen|producer|filler> <place as JSON> <port> [first] [orders]
import { setTimeout as sleep } from "node:timers/promises";
import { PrivyClient } from "privy-orders";
import type { QueueObserver } from "privy-orders/queue";
import { openPlace } from "./place.js";
import { stateAt } from "./states.js";

const [role = "", place = "", port = "", first = "0", orders = "1"] = process.argv.slice(2);
const { queue } = await openPlace(JSON.parse(place), role !== "frozen");
const client = new PrivyClient({ token: "proof", baseUrl: `http://127.0.0.1:${port}/v1` });
// A pipe is written to at once: what was said is said, whatever becomes of this process.
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null ? String(Reflect.get(error, "engineCode")) : "none";

async function produce(): Promise<never> {
  for (let index = Number(first); ; index += 1) {
    await queue.enqueue(stateAt(index, Number(orders)));
    // Only what was said here counts as accepted.
    say(`accepted ${index}`);
    // More than the workers can send one by one, without filling the machine.
    await sleep(5);
  }
}

/** Fills the disk with orders; then a worker tries to deliver them. */
async function fill(): Promise<void> {
  for (let index = Number(first), refused = 0; refused < 3; index += 1) {
    try {
      await queue.enqueue(stateAt(index, Number(orders)));
      say(`accepted ${index}`);
    } catch (error) {
      refused += 1;
      index -= 1;
      say(`refused ${codeOf(error)}`);
    }
  }
  queue.work({
    client,
    lingerMs: 0,
    observer: { onEngineError: ({ error }) => say(`worker ${codeOf(error)}`) },
  });
}

/**
 * Freezes itself when everything is read and nothing is sent, where no transaction of its own is open; it goes on after SIGCONT.
 */
function freeze(): void {
  say("taken");
  process.kill(process.pid, "SIGSTOP");
}

say("begins");
if (role === "producer") await produce();
else if (role === "filler") await fill();
else if (role === "frozen") {
  const observer: QueueObserver = {
    onDeliveryStart: freeze,
    onDeliveryEnd: ({ result }) => say(`ended ${result}`),
  };
  queue.work({ client, lingerMs: 0, concurrency: 1, observer });
} else queue.work({ client, lingerMs: 0, concurrency: 4 });
