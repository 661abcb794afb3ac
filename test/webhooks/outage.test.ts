import { createFakePrivy, createVirtualClock, type FakePrivy, type VirtualClock } from "privy-orders/testing";
import {
  createWebhookHandler,
  type HookSettledEvent,
  shopifyWebhook,
  type UndeliveredHook,
  type WebhookHandler,
  type WebhookSource,
} from "privy-orders/webhooks";
import { describe, expect, it } from "vitest";
import { leastRepetitionMs, platformRules } from "../../src/webhooks/respond/platform-rules.js";
import { payloads, secret, sign } from "./harness.js";

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
const outageMs = hour;

/** Pauses before each repetition, as the platform documents them; where it documents only the whole, that many within it. */
const schedules: Readonly<Record<keyof typeof platformRules, readonly number[]>> = {
  // 8 within 4 hours, exponential.
  shopify: [1, 2, 4, 8, 16, 32, 64, 113].map((minutes) => minutes * minute),
  woocommerce: [],
  // Exponential for three days.
  stripe: [5 * minute, 30 * minute, 2 * hour, 5 * hour, ...Array.from({ length: 6 }, () => 10 * hour)],
  bigcommerce: [60, 180, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 50_400, 86_400].map((s) => s * second),
  // "Several times for up to 48 hours".
  squarespace: [5 * minute, hour, 6 * hour, 24 * hour],
  saleor: [10, 20, 40, 80, 160].map((s) => s * second),
  magento2: [],
  square: [1, 2, 4, 8, 16, 32, ...Array.from({ length: 70 }, () => 60)].map((minutes) => minutes * minute),
  ecwid: [15, 15, 15, 15, ...Array.from({ length: 23 }, () => 60)].map((minutes) => minutes * minute),
};

/** Repetitions of these carry the payload of the first attempt; the others' hooks only name the order. */
const idOnly: readonly string[] = ["bigcommerce", "squarespace", "square", "ecwid"];

/** Things to happen at moments, run in the order of time. */
class Agenda {
  readonly #entries: { readonly at: number; readonly run: () => Promise<void> }[] = [];

  constructor(readonly clock: VirtualClock) {}

  add(at: number, run: () => Promise<void>): void {
    this.#entries.push({ at, run });
  }

  async finish(): Promise<void> {
    while (this.#entries.length > 0) {
      this.#entries.sort((one, other) => one.at - other.at);
      const next = this.#entries.shift();
      const waitMs = (next?.at ?? 0) - this.clock.now();
      if (waitMs > 0) await this.clock.advance(waitMs);
      await next?.run();
    }
  }
}

/** A platform with its documented habits: what it repeats, and what makes it give a webhook up. */
class FakePlatform {
  failuresInARow = 0;
  isDisabled = false;
  attempts = 0;

  constructor(
    readonly name: keyof typeof platformRules,
    readonly agenda: Agenda,
    readonly handle: WebhookHandler,
  ) {}

  async send(payload: object, attempt = 0): Promise<void> {
    if (this.isDisabled) return;
    this.attempts += 1;
    const response = await this.handle(await sign("shopify", payload));
    if (response.status >= 200 && response.status < 300) {
      this.failuresInARow = 0;
      return;
    }
    this.failuresInARow += 1;
    if (this.name === "woocommerce" && this.failuresInARow > 5) this.isDisabled = true;
    const pause = schedules[this.name][attempt];
    if (pause !== undefined) {
      this.agenda.add(this.agenda.clock.now() + pause, () => this.send(payload, attempt + 1));
    }
  }
}

const stateOf = (id: number, at: number, status: string): object =>
  payloads.shopify({
    id,
    updated_at: new Date(at).toISOString(),
    financial_status: status,
    fulfillment_status: null,
  });

interface Result {
  readonly privy: FakePrivy;
  readonly platform: FakePlatform;
  readonly settled: readonly HookSettledEvent[];
  readonly versions: ReadonlyMap<string, readonly number[]>;
  readonly handedOver: number;
}

/** An hour without Privy, in which twelve orders are placed, paid and refunded, some of it before and after. */
async function liveThroughAnOutage(name: keyof typeof platformRules): Promise<Result> {
  const clock = createVirtualClock({ startAt: "2026-01-01T00:00:00Z" });
  const privy = createFakePrivy({ clock });
  const client = privy.client();
  const agenda = new Agenda(clock);
  const shop = new Map<string, object>();
  const settled: HookSettledEvent[] = [];
  const kept: UndeliveredHook[] = [];
  const versions = new Map<string, number[]>();
  let handedOver = 0;

  const shopify = shopifyWebhook({ secret });
  const source: WebhookSource = {
    ...shopify,
    platform: name,
    rules: platformRules[name],
    read(hook) {
      const reading = shopify.read(hook);
      if (!idOnly.includes(name)) return reading;
      // The hook names the order; what is mapped is the order as the shop has it now.
      const request = async () => shop.get(reading.orderId ?? "");
      return {
        ...reading,
        fetch: request,
        map({ fetched, ...options }) {
          const now = new TextEncoder().encode(JSON.stringify(fetched));
          return shopify.read({ ...hook, body: now }).map(options);
        },
      };
    },
  };
  const needsQueue = platformRules[name].repeatsForMs < leastRepetitionMs;
  const handle = createWebhookHandler({
    source,
    clock,
    async deliver(order, { version, signal }) {
      await client.orders.upsert(order, { version, signal });
      const id = String(order.order_id);
      versions.set(id, [...(versions.get(id) ?? []), Number(version)]);
    },
    observer: { onHookSettled: (event) => settled.push(event) },
    ...(needsQueue && {
      onUndelivered(hook) {
        handedOver += 1;
        kept.push(hook);
      },
    }),
  });
  const platform = new FakePlatform(name, agenda, handle);

  const start = clock.now();
  const downFrom = start + 10 * minute;
  let recover = (): void => undefined;
  agenda.add(downFrom, async () => {
    recover = privy.failWhen(() => true, "503");
  });
  agenda.add(downFrom + outageMs, async () => recover());
  for (let id = 1; id <= 12; id += 1) {
    const statuses = ["pending", "paid", "refunded"];
    for (const [index, status] of statuses.entries()) {
      const at = start + id * 5 * minute + index * 17 * minute;
      agenda.add(at, async () => {
        const payload = stateOf(id, at, status);
        shop.set(String(id), payload);
        await platform.send(payload);
      });
    }
  }
  await agenda.finish();
  // A store's own queue, in no good order: by the versions no older state overwrites a newer one.
  for (const { order, version } of kept.reverse()) {
    if (order !== undefined) await client.orders.upsert(order, { version });
  }
  return { privy, platform, settled, versions, handedOver };
}

describe("an hour without Privy", () => {
  const names = Object.keys(platformRules) as (keyof typeof platformRules)[]; // its own keys

  it.each(names)("loses no order of %s, and leaves none stale", async (name) => {
    const { privy, platform, settled, versions, handedOver } = await liveThroughAnOutage(name);
    expect(privy.orders.map(({ order_id }) => Number(order_id)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
    expect(new Set(privy.orders.map(({ financial_status }) => financial_status))).toEqual(
      new Set(["refunded"]),
    );
    for (const delivered of versions.values())
      expect(delivered).toEqual([...delivered].sort((a, b) => a - b));
    expect(settled.filter(({ outcome }) => outcome === "lost" || outcome === "rejected")).toEqual([]);
    // The outage was one: something failed, and was repeated or handed over.
    expect(platform.attempts > 36 || handedOver > 0).toBe(true);
    expect(platform.isDisabled).toBe(false);
  });

  it("never makes WooCommerce count a failure", async () => {
    const { settled, platform } = await liveThroughAnOutage("woocommerce");
    expect(settled.filter(({ outcome }) => outcome === "handed_over").length).toBeGreaterThan(6);
    expect(new Set(settled.map(({ status }) => status))).toEqual(new Set([200]));
    expect(platform.failuresInARow).toBe(0);
  });
});

describe("the documented repetitions", () => {
  it.each(Object.entries(schedules))("of %s last as long as in its rules", (name, pauses) => {
    const total = pauses.reduce((sum, pause) => sum + pause, 0);
    const { repeatsForMs } = platformRules[name as keyof typeof platformRules]; // its own key
    expect(total).toBeLessThanOrEqual(repeatsForMs * 1.002);
    if (repeatsForMs >= leastRepetitionMs) expect(total).toBeGreaterThan(outageMs);
  });
});
