import type { Clock } from "../../http/clock.js";
import { freezeDeeply } from "../kit/freeze-deeply.js";
import type { SeededRandom, SeededRandomState } from "../kit/seeded-random.js";
import { type AutomationRow, type Automations, createAutomations } from "./automations.js";
import type { SequenzyDecisions } from "./decisions.js";
import type {
  FakeSequenzyEvent,
  FakeSequenzyJob,
  FakeSequenzyOrder,
  FakeSequenzyPush,
  FakeSequenzySubscriber,
} from "./model.js";
import { createSubscribers, type Subscribers } from "./subscribers.js";

/** The orders of one fake account, and their consequences. */
export interface SequenzyAccount {
  /** Takes an order into the queue. */
  queue(push: FakeSequenzyPush): FakeSequenzyJob;
  /** Processes the queue, in the order of arrival, and returns the finished jobs. */
  settle(): readonly FakeSequenzyJob[];
  readonly automations: Automations;
  jobs(): readonly FakeSequenzyJob[];
  orders(): readonly FakeSequenzyOrder[];
  order(orderId: string): FakeSequenzyOrder | undefined;
  subscribers(): readonly FakeSequenzySubscriber[];
  subscriber(email: string): FakeSequenzySubscriber | undefined;
  events(): readonly FakeSequenzyEvent[];
  snapshot(): SequenzyAccountState;
  restore(state: SequenzyAccountState): void;
}

interface QueuedPush {
  readonly job: FakeSequenzyJob;
  readonly push: FakeSequenzyPush;
}

/** The state of an account. Its records never change: each is replaced instead. */
export interface SequenzyAccountState {
  readonly random: SeededRandomState;
  readonly jobs: readonly FakeSequenzyJob[];
  readonly waiting: readonly QueuedPush[];
  readonly orders: readonly FakeSequenzyOrder[];
  readonly subscribers: readonly FakeSequenzySubscriber[];
  readonly automations: readonly AutomationRow[];
  readonly events: readonly FakeSequenzyEvent[];
}

/** Creates an empty account. */
export function createAccount(context: {
  clock: Clock;
  random: SeededRandom;
  decisions: SequenzyDecisions;
  replenishment: ReadonlyMap<string, number>;
}): SequenzyAccount {
  const { clock, decisions, replenishment } = context;
  const random = context.random.fork("jobId");
  const now = (): string => new Date(clock.now()).toISOString();
  const jobs = new Map<string, FakeSequenzyJob>();
  let waiting: QueuedPush[] = [];
  const orders = new Map<string, FakeSequenzyOrder>();
  const people: Subscribers = createSubscribers(decisions);
  const automations = createAutomations(clock);
  let events: FakeSequenzyEvent[] = [];

  function fire({ jobId }: FakeSequenzyJob, push: FakeSequenzyPush): void {
    const { orderId, status, customer, items, orderedAt, totalCents, currency, refundAmountCents } = push;
    const event: FakeSequenzyEvent = {
      name: `ecommerce.order_${status}`,
      email: customer.email,
      orderId,
      jobId,
      firedAt: now(),
      properties: {
        ...push.properties,
        orderId,
        orderedAt,
        totalCents,
        currency,
        lineItems: items,
        ...(refundAmountCents === undefined ? {} : { refundAmountCents }),
      },
    };
    freezeDeeply(event);
    events.push(event);
  }

  function follow(push: FakeSequenzyPush): void {
    const { orderId, customer, items, orderedAt, status } = push;
    if (status === "placed") {
      const startMs = decisions.replenishmentFrom === "ordered_at" ? Date.parse(orderedAt) : clock.now();
      for (const productId of new Set(items.map((item) => item.productId))) {
        automations.supersede({ email: customer.email, productId, orderId });
        const lastsMs = replenishment.get(productId);
        if (lastsMs === undefined) continue;
        automations.remind({ email: customer.email, productId, orderId, dueAtMs: startMs + lastsMs });
      }
    } else if (status !== "fulfilled" && decisions.endedOrderReminders === "cancelled") {
      automations.endOf(orderId);
    }
  }

  function settleOne({ job, push }: { job: FakeSequenzyJob; push: FakeSequenzyPush }): FakeSequenzyJob {
    const before = orders.get(push.orderId);
    const statuses = before?.statuses ?? [];
    const isRepeat = statuses.includes(push.status);
    const isFirstPlacing = push.status === "placed" && !isRepeat;
    people.upsert(push.customer);
    if (isFirstPlacing) people.count(push.customer.email, push.totalCents);
    if (push.customerTotals && (push.status === "placed" || decisions.customerTotals === "every_status")) {
      people.override(push.customer.email, push.customerTotals);
    }
    if (!isRepeat) follow(push);
    if (!isRepeat || decisions.repeatedEvent === "each_time") fire(job, push);
    const order: FakeSequenzyOrder = {
      ...push,
      statuses: isRepeat ? statuses : [...statuses, push.status],
      countedCents: isFirstPlacing ? push.totalCents : (before?.countedCents ?? null),
    };
    freezeDeeply(order);
    orders.set(push.orderId, order);
    const settled = Object.freeze({ ...job, settledAt: now(), isRepeat });
    jobs.set(job.jobId, settled);
    return settled;
  }

  return {
    automations,
    queue(push) {
      const job: FakeSequenzyJob = Object.freeze({
        jobId: `commerce-order-${random.text(16, "0123456789abcdef")}`,
        orderId: push.orderId,
        status: push.status,
        queuedAt: now(),
        settledAt: null,
        isRepeat: null,
      });
      jobs.set(job.jobId, job);
      waiting.push({ job, push });
      return job;
    },
    settle() {
      const due = waiting;
      waiting = [];
      return Object.freeze(due.map(settleOne));
    },
    jobs: () => Object.freeze([...jobs.values()]),
    orders: () => Object.freeze([...orders.values()]),
    order: (orderId) => orders.get(orderId),
    subscribers: people.all,
    subscriber: people.find,
    events: () => Object.freeze([...events]),
    snapshot: () => ({
      random: random.save(),
      jobs: [...jobs.values()],
      waiting: [...waiting],
      orders: [...orders.values()],
      subscribers: people.all(),
      automations: automations.snapshot(),
      events: [...events],
    }),
    restore(state) {
      random.restore(state.random);
      jobs.clear();
      for (const job of state.jobs) jobs.set(job.jobId, job);
      waiting = [...state.waiting];
      orders.clear();
      for (const order of state.orders) orders.set(order.orderId, order);
      people.restore(state.subscribers);
      automations.restore(state.automations);
      events = [...state.events];
    },
  };
}
