import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { checkQueueOptions } from "../queue/check-queue-options.js";
import { createOrderQueue } from "../queue/create-order-queue.js";
import { guardEngine } from "../queue/engine/guarded-engine.js";
import { isQueueName } from "../queue/enqueue/enqueue-order.js";
import type { OrderQueue } from "../queue/order-queue.js";
import { QUEUE_DEFAULTS, type QueueOptions } from "../queue/queue-options.js";
import type { OutboxNamespace } from "./durable-object.js";
import { OutboxEngine } from "./outbox-engine.js";

function checkPlace(namespace: unknown, account: string | undefined): void {
  const issues: InputIssue[] = [];
  const isBinding =
    typeof namespace === "object" &&
    namespace !== null &&
    ["idFromName", "get"].every((name) => typeof Reflect.get(namespace, name) === "function");
  if (!isBinding) {
    const message = "must be the binding of the Durable Object's class, such as env.OUTBOX";
    issues.push({ code: namespace === undefined ? "missing" : "invalid", path: ["namespace"], message });
  }
  if (account !== undefined && !isQueueName(account)) {
    const message = "must be a name of letters, digits, dots, - and _, 64 at most, never a token";
    issues.push({ code: "invalid", path: ["account"], message });
  }
  if (issues.length > 0) throw new InvalidInputError("The queue was not created", issues);
}

/**
 * Returns the outbox of an account: a queue like those of other engines, whose orders an `OrderOutbox` stores and
 * delivers. It is cheap, so create one for each request. Only the object delivers; `work` of this queue is for a drain
 * by hand and for tests.
 *
 * ```ts
 * await outboxOf(env.OUTBOX).enqueue(order, { version: row.updated_at }); // resolved: it will arrive
 * ```
 *
 * @param account the account that has an object of its own; without one, an object named `default` keeps the orders of
 *   every account that `enqueue` is given. Use one of the two ways, not both.
 * @throws InvalidInputError when the binding or an option is wrong
 */
export function outboxOf<Id>(
  namespace: OutboxNamespace<Id>,
  account?: string,
  options: QueueOptions = {},
): OrderQueue {
  checkPlace(namespace, account);
  checkQueueOptions(options, "outboxOf", []);
  const place = account ?? QUEUE_DEFAULTS.account;
  const objectName = options.name === undefined ? place : `${options.name}/${place}`;
  const engine = new OutboxEngine(() => namespace.get(namespace.idFromName(objectName)));
  // The object itself reports whether it can deliver: it has no worker with a beat.
  const check: OrderQueue["check"] = async () => (await guardEngine(engine).check?.()) ?? [];
  const queue: OrderQueue = { ...createOrderQueue(engine, options), check };
  if (account === undefined) return queue;

  const checkAccount = (given: string | undefined): void => {
    if (given === undefined || given === account) return;
    const message = `must be ${account}, whose outbox this is, or be left out: outboxOf(namespace, account) reaches another's`;
    throw new InvalidInputError("The outbox was not used", [{ code: "invalid", path: ["account"], message }]);
  };
  return {
    ...queue,
    async enqueue(order, enqueueOptions) {
      checkAccount(enqueueOptions?.account);
      return queue.enqueue(order, { ...enqueueOptions, account });
    },
    async pause(given, until) {
      checkAccount(given);
      await queue.pause(undefined, until);
    },
    async resume(given) {
      checkAccount(given);
      await queue.resume();
    },
  };
}
