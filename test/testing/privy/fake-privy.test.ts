import { inspect } from "node:util";
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterEach, describe, expect, it } from "vitest";
import {
  createFakePrivy,
  createVirtualClock,
  type FakePrivy,
  type FakePrivyOptions,
  systemClock,
} from "../../../src/testing/index.js";
import { createAccount, order } from "../../support/fake.js";
import { refusalOf } from "../../support/fake-errors.js";

const closing: { close(): void }[] = [];
afterEach(() => {
  for (const one of closing.splice(0)) one.close();
});

/** Sends an order the way a store's own code would, without knowing of the fake. */
function sendGlobally(privy: FakePrivy, path = "/v1/orders/placed"): Promise<Response> {
  return globalThis.fetch(`https://api.privy.com${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${privy.tokens.list()[0]?.token}`, "content-type": "application/json" },
    body: JSON.stringify(order),
  });
}

describe("a client that is wired to the fake", () => {
  it("sends an order and gets what the fake stored", async () => {
    const privy = createFakePrivy();
    const result = await privy.client().orders.upsert({ ...order, order_id: 9007199254740993n });
    expect(result).toMatchObject({ outcome: "created", order: { order_id: "9007199254740993" } });
    expect(privy.orders.map(({ order_id }) => order_id)).toEqual(["9007199254740993"]);
    expect(privy.requests[0]).toMatchObject({ status: 201, outcome: "created", tokenName: "token 1" });
  });

  it("can be given a credential of its own", async () => {
    const privy = createFakePrivy();
    await expect(privy.client({ token: "wrong-token" }).orders.upsert(order)).rejects.toMatchObject({
      name: "AuthenticationError",
      status: 401,
    });
  });

  it("takes OAuth credentials instead of the account's token", () => {
    const privy = createFakePrivy({ tokens: [] });
    const oauth = { clientId: "id", clientSecret: "secret", scopes: ["orders_write" as const] };
    expect(() => privy.client({ oauth })).not.toThrow();
    expect(() => createFakePrivy().client({ oauth })).not.toThrow();
  });

  it("is refused when the account has no token", () => {
    expect(refusalOf(() => createFakePrivy({ tokens: [] }).client()).message).toContain("no active token");
  });
});

describe("listen", () => {
  it("answers what the process sends to Privy through the global fetch, until close", async () => {
    const privy = createFakePrivy();
    closing.push(privy);
    const before = globalThis.fetch;
    privy.listen();
    expect((await sendGlobally(privy)).status).toBe(201);
    const unknown = await sendGlobally(privy, "/v3/nowhere");
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ error: { code: "not_found" } });
    expect(privy.orders).toHaveLength(1);
    privy.close();
    privy.close();
    expect(globalThis.fetch).toBe(before);
  });

  it("can be told to refuse what is not for Privy", async () => {
    const privy = createFakePrivy();
    closing.push(privy);
    const noise: unknown[] = [];
    const original = console.error;
    console.error = (...words: unknown[]) => noise.push(words);
    try {
      privy.listen({ onUnhandledRequest: "error" });
      await expect(globalThis.fetch("http://127.0.0.1:9/")).rejects.toThrow();
    } finally {
      console.error = original;
    }
    expect(noise).toHaveLength(1);
  });

  it("is refused while it listens already, and works again after close", () => {
    const privy = createFakePrivy();
    closing.push(privy);
    privy.listen();
    expect(refusalOf(() => privy.listen()).message).toContain("close()");
    privy.close();
    privy.listen();
  });

  it("ends when a using block ends", () => {
    const before = globalThis.fetch;
    const privy = createFakePrivy();
    privy.listen();
    expect(globalThis.fetch).not.toBe(before);
    privy[Symbol.dispose]();
    expect(globalThis.fetch).toBe(before);
  });

  it("leaves the place to a store's own MSW server, which takes the handlers", async () => {
    const privy = createFakePrivy();
    const server = setupServer(
      ...privy.handlers,
      http.get("https://shop.example/ping", () => HttpResponse.text("pong")),
    );
    closing.push(server);
    server.listen({ onUnhandledRequest: "error" });
    expect((await sendGlobally(privy)).status).toBe(201);
    expect(await (await globalThis.fetch("https://shop.example/ping")).text()).toBe("pong");
  });
});

describe("handle", () => {
  it("answers a request whatever its origin", async () => {
    const privy = createFakePrivy({ tokens: ["t"] });
    const { handle } = privy;
    const response = await handle(
      new Request("http://127.0.0.1:4000/v1/orders/placed", {
        method: "POST",
        headers: { authorization: "Bearer t", "content-type": "application/json" },
        body: JSON.stringify(order),
      }),
    );
    expect(response.status).toBe(201);
    expect(privy.orders).toHaveLength(1);
  });
});

describe("two fakes", () => {
  it("share nothing", async () => {
    const one = createAccount({ integrations: ["i"], tokens: ["same"] });
    const other = createAccount({ integrations: ["i"], tokens: ["same"] });
    await one.place();
    one.privy.tokens.revoke("same");
    one.privy.integrations.deactivate("i");
    await one.privy.clock.advance("1d");
    expect(other.privy.orders).toEqual([]);
    expect(other.privy.contacts).toEqual([]);
    expect(other.privy.requests).toEqual([]);
    expect(other.privy.integrations.list()[0]?.active).toBe(true);
    expect(other.privy.clock.now()).toBe(Date.parse("2026-01-01T00:00:00Z"));
    expect((await other.place()).status).toBe(201);
  });

  it("make equal ids from equal seeds, and others from another seed", async () => {
    const idsOf = async (options: FakePrivyOptions) => {
      const { place, privy } = createAccount({
        tokens: undefined,
        ...options,
        flows: [{ name: "f", trigger: "order_placed" }],
      });
      await place({ order_id: 1 });
      await place({ order_id: 2, email: "eve@example.com" });
      const { token, id } = privy.integrations.create();
      return [
        ...privy.contacts.map((contact) => contact.id),
        ...privy.flowRuns.map((run) => run.id),
        ...privy.tokens.list().map((one) => one.token),
        token,
        id,
      ];
    };
    const first = await idsOf({ seed: 7 });
    expect(await idsOf({ seed: 7 })).toEqual(first);
    expect(await idsOf({ seed: "7" })).toEqual(first);
    const another = await idsOf({ seed: 8 });
    expect(another.filter((id) => first.includes(id))).toEqual([]);
    expect(new Set(first).size).toBe(7);
  });
});

describe("state", () => {
  it("is found by id, email and phone", async () => {
    const { place, privy } = createAccount();
    await place({ order_id: 5, phone: "+14155550123" });
    const [contact] = privy.contacts;
    for (const key of [contact?.id ?? "", "ADA@example.com", "+14155550123", "(415) 555-0123"]) {
      expect(privy.contact(key)).toBe(contact);
    }
    expect(privy.contact("nobody@example.com")).toBeUndefined();
    for (const id of [5, 5n, "5", "005"]) expect(privy.order(id)).toBe(privy.orders[0]);
    expect(privy.order(6)).toBeUndefined();
  });

  it("refuses an order id that is none, instead of finding nothing", () => {
    const privy = createFakePrivy();
    expect(refusalOf(() => privy.order(2 ** 53)).message).toContain("as text or bigint");
    expect(refusalOf(() => privy.order("A-1")).message).toContain("must be an integer");
    expect(refusalOf(() => privy.order(0)).message).toContain("greater than 0");
  });

  it("is a frozen picture that later requests do not change", async () => {
    const { place, privy } = createAccount({
      segments: [{ name: "s", conditions: [{ type: "order_count", operator: "gte", value: 1 }] }],
    });
    await place({ order_id: 1 });
    const pictures = [
      privy.orders,
      privy.contacts,
      privy.requests,
      privy.segments,
      privy.attributions,
      privy.deletedContacts,
      privy.welcomeSms,
    ];
    const copies = structuredClone(pictures);
    expect(privy.orders).toBe(pictures[0]);
    await place({ order_id: 2, email: "eve@example.com" });
    expect(pictures).toEqual(copies);
    for (const picture of pictures) expect(Object.isFrozen(picture)).toBe(true);
    expect(Object.isFrozen(privy.orders[0]) && Object.isFrozen(privy.contacts[0])).toBe(true);
    expect(privy.orders).toHaveLength(2);
  });
});

describe("reset", () => {
  it("goes back to what the options said, ids included", async () => {
    const { place, privy } = createAccount({
      integrations: ["i"],
      flows: [{ name: "f", trigger: "order_placed" }],
    });
    const { fetch } = privy;
    privy.recordEngagement({ email: "ada@example.com", channel: "email", kind: "open", message: "m" });
    await place();
    const first = { contacts: privy.contacts, runs: privy.flowRuns, tokens: privy.tokens.list() };
    expect(privy.attributions).toHaveLength(1);
    privy.tokens.create({ token: "extra" });
    privy.integrations.deactivate("i");
    privy.reset();
    for (const state of [
      privy.orders,
      privy.contacts,
      privy.flowRuns,
      privy.flowEvaluations,
      privy.requests,
      privy.attributions,
    ]) {
      expect(state).toEqual([]);
    }
    expect(privy.tokens.list()).toEqual(first.tokens);
    expect(privy.integrations.list()[0]?.active).toBe(true);
    expect(privy.fetch).toBe(fetch);
    await place();
    expect(privy.contacts).toEqual(first.contacts);
    expect(privy.flowRuns).toEqual(first.runs);
  });
});

describe("the clock", () => {
  it("stamps what is stored, and is the client's too", async () => {
    const clock = createVirtualClock({ startAt: "2026-05-05T05:05:05.999Z" });
    const privy = createFakePrivy({ clock });
    expect(privy.clock).toBe(clock);
    await privy.client().orders.upsert(order);
    expect(privy.orders[0]?.created_at).toBe("2026-05-05T05:05:05Z");
    expect(privy.requests[0]?.at).toBe("2026-05-05T05:05:05.999Z");
    await clock.advance(1);
    await privy.client().orders.upsert(order);
    expect(privy.orders[0]?.updated_at).toBe("2026-05-05T05:05:06Z");
  });

  it("can be the machine's", async () => {
    const privy = createFakePrivy({ clock: systemClock });
    const before = Date.now();
    await privy.client().orders.upsert(order);
    expect(privy.clock).toBe(systemClock);
    expect(Date.parse(privy.requests[0]?.at ?? "")).toBeGreaterThanOrEqual(before);
  });
});

describe("options that cannot be", () => {
  // What a store without types would write.
  const create = (options: unknown) => refusalOf(() => createFakePrivy(options as FakePrivyOptions)).message;
  const bad: readonly (readonly [unknown, string])[] = [
    [{ token: "t" }, "did you mean tokens?"],
    [{ desicions: {} }, "did you mean decisions?"],
    [{ constructor: 1 }, "options.constructor"],
    [null, "options"],
    [[], "options"],
    [{ tokens: "privy_secret" }, "options.tokens must be a list"],
    [{ tokens: [5] }, "token"],
    [{ tokens: [{ scope: ["orders_write"] }] }, "did you mean scopes?"],
    [{ tokens: [{ scopes: ["orders_read"] }] }, "did you mean orders_write?"],
    [{ tokens: [{ scopes: "orders_write" }] }, "must be a list"],
    [{ tokens: [{ expiresAt: "tomorrow" }] }, "expiresAt"],
    [{ tokens: [{ name: "" }] }, "name"],
    [{ tokens: ["with blank"] }, "visible ASCII"],
    [{ tokens: [""] }, "visible ASCII"],
    [{ tokens: ["same", "same"] }, "exists already"],
    [{ tokens: Array.from({ length: 26 }, (_, index) => `t${index}`) }, "at most 25"],
    [{ integrations: [{ tokn: "x" }] }, "did you mean token?"],
    [{ integrations: ["same", "same"] }, "exists already"],
    [{ integrations: [{ id: "a" }, { id: "a" }] }, "exists already"],
    [{ integrations: [{ active: "yes" }] }, "true or false"],
    [{ integrations: [{ name: 5 }] }, "must be text"],
    [{ integrations: {} }, "options.integrations must be a list"],
    [{ flows: [{ name: "f", trigger: "order_paid" }] }, "flows[0].trigger"],
    [
      { flows: [{ name: "f", trigger: "order_placed", conditions: [{ type: "purchased_collection" }] }] },
      "not available",
    ],
    [
      { segments: [{ name: "s", conditions: [{ type: "lifetime_spend", operator: "gt", value: 5 }] }] },
      "not available",
    ],
    [{ segments: {} }, "segments"],
    [{ clock: Date }, "options.clock"],
    [{ clock: { now: 5 } }, "options.clock"],
    [{ seed: Number.NaN }, "options.seed"],
    [{ seed: {} }, "options.seed"],
    [{ keepRequests: -1 }, "options.keepRequests"],
    [{ keepRequests: 1.5 }, "options.keepRequests"],
    [{ keepRequests: 10_000_000 }, "options.keepRequests"],
    [{ decisions: { echo: "some" } }, "decisions.echo"],
  ];
  for (const [options, words] of bad) {
    it(`are refused in words that help: ${inspect(options, { breakLength: Number.POSITIVE_INFINITY }).slice(0, 90)}`, () => {
      expect(create(options)).toContain(words);
    });
  }

  it("are refused without quoting a token", () => {
    for (const options of [
      { tokens: "privy_secret" },
      { tokens: ["privy secret"] },
      { tokens: ["privy_secret", "privy_secret"] },
    ]) {
      expect(create(options)).not.toContain("secret");
    }
  });

  it("leave a later use of the same objects alone", async () => {
    const tokens = [{ token: "t", scopes: ["orders_write" as const] }];
    const { place, privy } = createAccount({ tokens });
    tokens[0]?.scopes.pop();
    privy.reset();
    expect((await place()).status).toBe(201);
  });
});

describe("actions on what does not exist", () => {
  it("are refused", () => {
    const privy = createFakePrivy();
    expect(refusalOf(() => privy.tokens.revoke("nobody's")).message).toContain("Unknown token");
    expect(refusalOf(() => privy.integrations.deactivate("none")).message).toContain("Unknown integration");
    expect(
      refusalOf(() => privy.recordEngagement({ channel: "email", kind: "open", message: "m" })).message,
    ).toContain("email");
  });
});

describe("what a developer prints", () => {
  it("holds no token", () => {
    const privy = createFakePrivy({ tokens: ["very-secret-token"], integrations: ["other-secret-token"] });
    expect(inspect(privy, { depth: 10, showHidden: true })).not.toContain("secret-token");
  });
});
