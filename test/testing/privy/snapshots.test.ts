import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createFakePrivy,
  createVirtualClock,
  type FakePrivy,
  type FakePrivyOptions,
  systemClock,
} from "../../../src/testing/index.js";
import { type Account, createAccount, order } from "../../support/fake.js";
import { refusalOf } from "../../support/fake-errors.js";

const options: FakePrivyOptions = {
  integrations: [
    { token: "i1", name: "Main shop" },
    { token: "i2", name: "Other shop" },
  ],
  oauthClients: [{ clientId: "shop", clientSecret: "shop-secret" }],
  flows: [
    { name: "Once", trigger: "order_placed", entry: { frequency: "never" } },
    { name: "Leave", trigger: "order_placed", exitWhenContactBuys: true },
  ],
  segments: [{ name: "Buyers", conditions: [{ type: "order_count", operator: "gte", value: 2 }] }],
  rateLimit: { perMinute: 40 },
};

/** Everything that a test can see of a fake. */
function look(privy: FakePrivy): unknown {
  return structuredClone({
    now: privy.clock.now(),
    orders: privy.orders,
    contacts: privy.contacts,
    deleted: privy.deletedContacts,
    runs: privy.flowRuns,
    evaluations: privy.flowEvaluations,
    segments: privy.segments,
    attributions: privy.attributions,
    requests: privy.requests,
    welcomeSms: privy.welcomeSms,
    rateLimit: privy.rateLimit,
    histories: [...privy.contacts, ...privy.deletedContacts].map(({ id }) => privy.consentHistory(id)),
    tokens: privy.tokens.list(),
    oauthClients: privy.oauthClients.list(),
    integrations: privy.integrations.list(),
  });
}

type Step = (account: Account) => unknown;

const emails = ["ada@example.com", "eve@example.com", "zoe@example.com"] as const;
const contactOf = ({ privy }: Account, index: number): string =>
  privy.contacts[index % Math.max(1, privy.contacts.length)]?.id ?? "cus_none";

/** Anything that changes a fake; what is refused changes it too, by its trace in the log. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({
      order_id: fc.integer({ min: 1, max: 4 }),
      email: fc.constantFrom(...emails),
      phone: fc.constantFrom(undefined, "+14155550123", "+14155550124"),
      total: fc.constantFrom(5, 500, "x"),
      accepts_email_marketing: fc.boolean(),
      initial_sync: fc.boolean(),
    })
    .map(
      (fields): Step =>
        ({ place }) =>
          place(fields),
    ),
  fc.nat(5).map(
    (index): Step =>
      (account) =>
        account.privy.fetch(`https://api.privy.com/v1/contacts/${contactOf(account, index)}`, {
          method: "DELETE",
          headers: { authorization: `Bearer ${account.privy.tokens.list()[0]?.token}` },
        }),
  ),
  fc.nat(5).map(
    (index): Step =>
      (account) =>
        account.privy.fetch(`https://api.privy.com/v1/contacts/${contactOf(account, index)}`, {
          method: "PATCH",
          headers: {
            authorization: `Bearer ${account.privy.tokens.list()[0]?.token}`,
            "content-type": "application/json",
          },
          body: '{"email_consent":"subscribed","sms_consent":"subscribed","tags":["vip"]}',
        }),
  ),
  fc.constantFrom<Step>(
    ({ privy }) => privy.clock.advance("90m"),
    ({ privy }) => privy.useUp("minute"),
    ({ privy }) => privy.tokens.create(),
    ({ privy }) => privy.tokens.revoke(privy.tokens.list().at(-1)?.token ?? ""),
    ({ privy }) => privy.oauthClients.create(),
    ({ privy }) => privy.integrations.create(),
    ({ privy }) => privy.integrations.deactivate("i2"),
    ({ privy }) => privy.recordEngagement({ email: emails[0], channel: "email", kind: "open", message: "m" }),
    ({ privy }) =>
      privy.fetch("https://api.privy.com/oauth/token", {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: "shop",
          client_secret: "shop-secret",
          scope: "orders_write",
        }),
      }),
  ),
);

async function take(account: Account, steps: readonly Step[]): Promise<void> {
  for (const one of steps) {
    // An account without tokens left, and the like: also something to come back from.
    await Promise.resolve()
      .then(() => one(account))
      .catch(() => undefined);
  }
}

describe("restore", () => {
  it("brings everything back that was there, as often as one likes, and what follows is the same each time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.array(step, { maxLength: 12 }),
        async (before, after) => {
          const account = createAccount(options);
          await take(account, before);
          const snapshot = account.privy.snapshot();
          const first = look(account.privy);
          await take(account, after);
          const second = look(account.privy);
          account.privy.restore(snapshot);
          expect(look(account.privy)).toEqual(first);
          await take(account, after);
          expect(look(account.privy)).toEqual(second);
          account.privy.restore(snapshot);
          expect(look(account.privy)).toEqual(first);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("makes another fake the same account, of which neither then knows anything", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.array(step, { maxLength: 12 }),
        async (before, after) => {
          const one = createAccount(options);
          await take(one, before);
          const first = look(one.privy);
          const other = createAccount({ ...options, tokens: ["other"], seed: 9 });
          other.privy.restore(one.privy.snapshot());
          expect(look(other.privy)).toEqual(first);
          await take(other, after);
          expect(look(one.privy)).toEqual(first);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("accepts and refuses the tokens of then, access tokens too", async () => {
    const { privy } = createAccount({ ...options, tokens: ["first"] });
    const oauth = privy.client({ oauth: true });
    await oauth.orders.upsert(order);
    const snapshot = privy.snapshot();
    privy.tokens.revoke("first");
    privy.oauthClients.revokeTokens();
    privy.tokens.create({ token: "second" });
    privy.restore(snapshot);
    const exchanges = (): number => privy.requests.filter(({ path }) => path === "/oauth/token").length;
    expect(exchanges()).toBe(1);
    await privy.client({ token: "first" }).orders.upsert(order);
    await oauth.orders.upsert(order);
    expect(exchanges()).toBe(1);
    await expect(privy.client({ token: "second" }).orders.upsert(order)).rejects.toMatchObject({
      name: "AuthenticationError",
    });
  });

  it("finds a contact by the email that it took last", async () => {
    const { place, privy } = createAccount({ decisions: { updateEmail: "keep" } });
    await place({ order_id: 1 });
    const [first] = privy.contacts;
    await privy.client().contacts.delete(first?.id ?? "");
    const { privy: other } = createAccount({ decisions: { updateEmail: "keep" } });
    other.restore(privy.snapshot());
    await other.client().orders.upsert(order);
    expect(other.contacts.map(({ id }) => id)).toEqual([first?.id]);
  });

  it("forgets whose email and phone it was that came later, although ids come again", async () => {
    const { place, privy } = createAccount();
    const empty = privy.snapshot();
    await place({ phone: "+14155550123" });
    const [later] = privy.contacts;
    privy.restore(empty);
    await place({ email: "eve@example.com" });
    expect(privy.contacts[0]?.id).toBe(later?.id);
    expect(privy.contact("ada@example.com")).toBeUndefined();
    expect(privy.contact("+14155550123")).toBeUndefined();
  });

  it("sets the clock back, so that what would have expired has not", async () => {
    const { place, privy } = createAccount({
      tokens: [{ token: "t", expiresAt: "2026-01-01T01:00:00Z" }],
    });
    const snapshot = privy.snapshot();
    await privy.clock.advance("2h");
    expect((await place()).status).toBe(401);
    privy.restore(snapshot);
    expect(privy.clock.now()).toBe(Date.parse(snapshot.takenAt));
    expect((await place()).status).toBe(201);
  });

  it("lets the clock go on when asked to, or when it is the machine's", async () => {
    const { privy } = createAccount();
    const snapshot = privy.snapshot();
    await privy.clock.advance("2h");
    privy.restore(snapshot, { clock: "keep" });
    expect(privy.clock.now()).toBe(Date.parse("2026-01-01T02:00:00Z"));
    privy.restore(snapshot, { clock: "set" });
    expect(privy.clock.now()).toBe(Date.parse("2026-01-01T00:00:00Z"));
    const real = createFakePrivy({ clock: systemClock });
    const before = Date.now();
    real.restore(snapshot);
    expect(real.clock.now()).toBeGreaterThanOrEqual(before);
  });

  it("leaves timers that run as long as they had to go", async () => {
    const clock = createVirtualClock();
    const privy = createFakePrivy({ clock });
    const snapshot = privy.snapshot();
    await clock.advance("1h");
    let rang = false;
    clock.setTimer(
      () => {
        rang = true;
      },
      60_000,
      "timeout",
    );
    privy.restore(snapshot);
    await clock.advance("59s");
    expect(rang).toBe(false);
    await clock.advance("1s");
    expect(rang).toBe(true);
  });

  it("forgets faults, those set before the snapshot too", async () => {
    const { place, privy } = createAccount();
    privy.failNext("503", { times: 5 });
    const snapshot = privy.snapshot();
    privy.failWhen(() => true, "500");
    privy.restore(snapshot);
    expect(privy.pendingFaults).toEqual([]);
    expect((await place()).status).toBe(201);
  });

  it("lets chaos strike the same requests again", async () => {
    const { place, privy } = createAccount();
    const empty = privy.snapshot();
    const run = async (): Promise<readonly number[]> => {
      privy.chaos({ rate: 0.5, faults: ["500", "503"] });
      for (let count = 0; count < 30; count += 1) await place();
      return privy.requests.map(({ status }) => status);
    };
    const first = await run();
    privy.restore(empty);
    expect(await run()).toEqual(first);
    expect(new Set(first).size).toBe(4);
  });

  it("keeps as much of the log as the fake keeps, and goes on counting", async () => {
    const { place, privy } = createAccount();
    for (let count = 0; count < 5; count += 1) await place();
    const snapshot = privy.snapshot();
    for (const [keepRequests, ids] of [
      [0, []],
      [2, ["req_5", "req_6"]],
      [5, ["req_2", "req_3", "req_4", "req_5", "req_6"]],
      [100, ["req_1", "req_2", "req_3", "req_4", "req_5", "req_6"]],
    ] as const) {
      const other = createAccount({ keepRequests });
      other.privy.restore(snapshot);
      await other.place();
      expect(other.privy.requests.map(({ id }) => id)).toEqual(ids);
    }
    for (const more of [0, 1, 2, 3]) {
      const short = createAccount({ keepRequests: 2 });
      short.privy.restore(snapshot);
      for (let count = 0; count < more; count += 1) await short.place();
      const long = createAccount({ keepRequests: 4 });
      long.privy.restore(short.privy.snapshot());
      const idsFrom = (first: number, length: number): readonly string[] =>
        Array.from({ length }, (_, index) => `req_${first + index}`);
      expect(long.privy.requests.map(({ id }) => id)).toEqual(idsFrom(more + 4, 2));
      await long.place();
      expect(long.privy.requests.map(({ id }) => id)).toEqual(idsFrom(more + 4, 3));
      await long.place();
      await long.place();
      expect(long.privy.requests.map(({ id }) => id)).toEqual(idsFrom(more + 5, 4));
    }
  });
});

describe("a snapshot", () => {
  it("cannot be changed through what was read from the fake, before or after", async () => {
    const { place, privy } = createAccount();
    await place({ line_items: [{ sku: "a", tags: ["x"] }], shipping_address: { city: "Oslo" } });
    const [request] = privy.requests;
    const body: { email?: string } = Object(request?.body);
    const snapshot = privy.snapshot();
    body.email = "changed@example.com";
    const items: { sku: string; tags: string[] }[] = Object(privy.orders[0]?.line_items);
    expect(() => items.push({ sku: "b", tags: [] })).toThrow(TypeError);
    expect(() => items[0]?.tags.push("y")).toThrow(TypeError);
    privy.restore(snapshot);
    expect(privy.requests[0]?.body).toMatchObject({ email: "ada@example.com" });
    expect(privy.orders[0]).toMatchObject({
      line_items: [{ sku: "a", tags: ["x"] }],
      shipping_address: { city: "Oslo" },
    });
  });

  it("shows when it was taken and nothing of what it holds", async () => {
    const { place, privy } = createAccount({ tokens: ["very-secret-token"] });
    await place();
    const snapshot = privy.snapshot();
    const shown = inspect(snapshot, { depth: 10, showHidden: true }) + JSON.stringify(snapshot);
    expect(shown).toContain("2026-01-01T00:00:00.000Z");
    expect(shown).not.toMatch(/secret|ada@/);
    expect(Object.isFrozen(snapshot)).toBe(true);
  });

  it("costs a reference for each record: of 20,000 orders it takes no longer than sending a few of them", async () => {
    const { place, privy } = createAccount({ rateLimit: false, keepRequests: 10 });
    for (let id = 1; id <= 20_000; id += 1) await place({ order_id: id });
    const before = performance.now();
    const snapshot = privy.snapshot();
    privy.restore(snapshot);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(privy.orders).toHaveLength(20_000);
  });

  it("is refused under other decisions, and nothing has changed", async () => {
    const { place, privy } = createAccount();
    await place();
    const before = look(privy);
    const other = createFakePrivy({ decisions: { echo: "all", emailMatch: "exact" } });
    expect(refusalOf(() => privy.restore(other.snapshot())).message).toMatch(
      /^This snapshot was taken under other decisions \((?:echo, emailMatch|emailMatch, echo)\)/,
    );
    expect(look(privy)).toEqual(before);
  });

  it("is refused when it is none, or a copy of one", () => {
    const privy = createFakePrivy();
    const snapshot = privy.snapshot();
    // What a store without types would write.
    for (const wrong of [undefined, null, {}, "x", { ...snapshot }, structuredClone(snapshot)]) {
      expect(refusalOf(() => privy.restore(wrong as never)).message).toContain("what snapshot() returned");
    }
    expect(refusalOf(() => privy.restore(snapshot, { clok: "keep" } as never)).message).toContain(
      "did you mean clock?",
    );
    expect(refusalOf(() => privy.restore(snapshot, { clock: "back" } as never)).message).toContain(
      "must be one of set, keep",
    );
  });

  it("can be restored over and over into one fake and any number of others at once", async () => {
    const seeded = createAccount(options);
    await seeded.place();
    const snapshot = seeded.privy.snapshot();
    const ids = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const { privy } = createAccount(options);
        privy.restore(snapshot);
        await privy.client().orders.upsert({ ...order, order_id: 2, email: `c${index}@example.com` });
        privy.expect.contact(`c${index}@example.com`).toExist();
        expect(privy.contacts).toHaveLength(2);
        return privy.contacts[1]?.id;
      }),
    );
    expect(new Set(ids).size).toBe(1);
    expect(seeded.privy.contacts).toHaveLength(1);
  });
});
