import fc from "fast-check";
import type { ContactResult, OrderInput, PrivyClient } from "privy-orders";
import { createFakePrivy, type FakePrivy, type FaultName } from "privy-orders/testing";
import { expect, it } from "vitest";

type Fields = Pick<
  OrderInput,
  "customer_id" | "financial_status" | "fulfillment_status" | "line_items" | "total_items"
>;

interface Sending {
  readonly id: number;
  readonly email: string;
  readonly total: number;
  readonly integration: string | null;
  readonly fields: Fields;
  readonly accepts: boolean | undefined;
  readonly initialSync: boolean | undefined;
}

/** What the documentation says (ORD, CI, CREATE, UPDATE, DELETE), and nothing else. */
class Model {
  readonly orders = new Map<number, Fields & { total: number; email: string; integration: string | null }>();
  readonly contacts = new Map<string, { tags: readonly string[]; consent: string; deleted: boolean }>();
  readonly runs: string[] = [];
  /** What the next call will meet. */
  faults: FaultName[] = [];

  place({ id, email, total, fields, accepts, initialSync, integration }: Sending): void {
    const before = this.orders.get(id);
    const after = {
      ...before,
      ...fields,
      total,
      email,
      integration: integration ?? before?.integration ?? null,
    };
    this.orders.set(id, after);
    const contact = this.contacts.get(email);
    const consent = accepts === true ? "subscribed" : "never_subscribed";
    if (contact?.deleted !== false)
      this.contacts.set(email, { tags: contact?.tags ?? [], consent, deleted: false });
    if (initialSync === true) return;
    if (before === undefined) this.runs.push(`placed ${id}`);
    const isDelivered = after.fulfillment_status === "delivered";
    if (isDelivered && before?.fulfillment_status !== "delivered") this.runs.push(`received ${id}`);
  }
}

interface Shop {
  readonly privy: FakePrivy;
  readonly client: PrivyClient;
  readonly idOf: Map<string, string>;
}

/** What a client gets over, and whether the request was processed before, or may have been as far as the client can tell. */
const faults = {
  "429": { stored: false, uncertain: false },
  refused: { stored: false, uncertain: false },
  "408": { stored: false, uncertain: true },
  "503": { stored: false, uncertain: true },
  "html-502": { stored: false, uncertain: true },
  reset: { stored: false, uncertain: true },
  "answer-lost": { stored: true, uncertain: true },
  "half-body": { stored: true, uncertain: true },
  "truncated-json": { stored: true, uncertain: true },
  "slow-headers": { stored: true, uncertain: true },
  "slow-body": { stored: true, uncertain: true },
} as const;

/** Only the body is spoiled: the status of a refusal stands all the same. */
const spoilBody: readonly string[] = ["half-body", "truncated-json"];

/** How the faults that are due change what the next call comes to; `isRefused` says what its request is answered with. */
function meetFaults(
  model: Model,
  isRefused: (stored: boolean) => boolean,
): { attempts: number; stored: boolean; uncertain: boolean } {
  const met = { attempts: 0, stored: false, uncertain: false };
  for (let name = model.faults.shift(); name !== undefined; name = model.faults.shift()) {
    const fault = faults[name as keyof typeof faults]; // only such are ever set
    // Nothing was sent over a connection that was refused.
    if (name !== "refused") met.attempts += 1;
    if (spoilBody.includes(name) && isRefused(met.stored)) return met;
    met.stored ||= fault.stored;
    met.uncertain ||= fault.uncertain;
  }
  met.attempts += 1;
  return met;
}

function compare(model: Model, { privy }: Shop): void {
  const contactOf = (id: string): string | null | undefined =>
    [...privy.contacts, ...privy.deletedContacts].find((contact) => contact.id === id)?.email;
  const integrationName = (id: string | null): string | null =>
    privy.integrations.list().find((integration) => integration.id === id)?.token ?? null;
  expect(
    privy.orders.map((order) => ({
      id: Number(order.order_id),
      total: Number(order.total_amount),
      email: order.email,
      contact: contactOf(order.contact_id),
      integration: integrationName(order.integration_id),
      fields: [
        order.customer_id,
        order.financial_status,
        order.fulfillment_status,
        order.total_items,
        order.line_items,
      ],
    })),
  ).toEqual(
    [...model.orders].map(([id, order]) => ({
      id,
      total: order.total,
      email: order.email,
      contact: order.email,
      integration: order.integration,
      fields: [
        order.customer_id,
        order.financial_status,
        order.fulfillment_status,
        order.total_items,
        order.line_items,
      ],
    })),
  );
  const seen = [...privy.contacts, ...privy.deletedContacts].map(
    ({ email, tags, email_consent, deleted_at }) => [
      email,
      { tags, consent: email_consent, deleted: deleted_at !== null },
    ],
  );
  expect(new Map(seen as [string, object][])).toEqual(model.contacts); // every contact here has an email
  expect(privy.flowRuns.map(({ flow, orderId }) => `${flow} ${orderId}`).sort()).toEqual(
    [...model.runs].sort(),
  );
  expect(privy.pendingFaults).toEqual([]);
  const earned = privy.requests.filter(({ status, fault }) => status === 429 && fault === undefined);
  expect(earned).toEqual([]);
}

abstract class Step implements fc.AsyncCommand<Model, Shop> {
  constructor(readonly what: unknown) {}
  check(_model: Readonly<Model>): boolean {
    return true;
  }
  abstract act(model: Model, shop: Shop): Promise<void>;
  async run(model: Model, shop: Shop): Promise<void> {
    await this.act(model, shop);
    if (model.faults.length === 0) compare(model, shop);
  }
  toString(): string {
    return `${this.constructor.name}(${JSON.stringify(this.what)})`;
  }
}

class Upsert extends Step {
  constructor(readonly sending: Sending) {
    super(sending);
  }
  async act(model: Model, { client }: Shop): Promise<void> {
    const { id, email, total, fields, accepts, initialSync, integration } = this.sending;
    const isKnown = model.orders.has(id);
    const { attempts, stored, uncertain } = meetFaults(model, () => false);
    model.place(this.sending);
    const result = await client.orders.upsert(
      {
        ...fields,
        order_id: id,
        total,
        currency: "USD",
        order_date: "2026-01-01T00:00:00Z",
        email,
        accepts_email_marketing: accepts,
        initial_sync: initialSync,
      },
      { integrationToken: integration },
    );
    const outcome = isKnown || stored ? (uncertain ? "indeterminate" : "updated") : "created";
    expect(result).toMatchObject({ outcome, order: { order_id: String(id) }, response: { attempts } });
  }
}

class SetFault extends Step {
  constructor(readonly fault: FaultName) {
    super(fault);
  }
  override check(model: Readonly<Model>): boolean {
    return model.faults.length < 3;
  }
  async act(model: Model, { privy }: Shop): Promise<void> {
    model.faults.push(this.fault);
    privy.failNext(this.fault);
  }
}

class Advance extends Step {
  constructor(readonly seconds: number) {
    super(seconds);
  }
  async act(_model: Model, { privy }: Shop): Promise<void> {
    await privy.clock.advance(this.seconds * 1_000);
  }
}

/** A call about a contact that may be refused. */
abstract class ContactStep extends Step {
  constructor(
    readonly email: string,
    readonly tags: readonly string[],
  ) {
    super([email, tags]);
  }
  protected async expectCall(call: Promise<ContactResult>, expected: object): Promise<void> {
    const seen = await call.catch((error: unknown) => error);
    expect(seen).toMatchObject(expected);
  }
}

class CreateContact extends ContactStep {
  async act(model: Model, { client, idOf, privy }: Shop): Promise<void> {
    const isTaken = model.contacts.get(this.email)?.deleted === false;
    const { attempts, stored, uncertain } = meetFaults(model, (already) => isTaken || already);
    if (!isTaken) {
      model.contacts.set(this.email, { tags: this.tags, consent: "unsubscribed", deleted: false });
    }
    await this.expectCall(
      client.contacts.create({ email: this.email, tags: this.tags, email_consent: "unsubscribed" }),
      isTaken || stored
        ? { name: "ConflictError", attempts, afterUnknownAttempt: uncertain }
        : { contact: { email: this.email, tags: this.tags }, response: { attempts } },
    );
    const id = privy.contact(this.email)?.id ?? "";
    expect(id).toBe(idOf.get(this.email) ?? id);
    idOf.set(this.email, id);
  }
}

class UpdateContact extends ContactStep {
  override check(model: Readonly<Model>): boolean {
    return model.contacts.has(this.email);
  }
  async act(model: Model, { client, privy }: Shop): Promise<void> {
    const contact = model.contacts.get(this.email);
    const { attempts } = meetFaults(model, () => contact?.deleted !== false);
    if (contact?.deleted === false) {
      model.contacts.set(this.email, { ...contact, tags: this.tags, consent: "subscribed" });
    }
    await this.expectCall(
      client.contacts.update(idNow(privy, this.email), { tags: this.tags, email_consent: "subscribed" }),
      contact?.deleted === false
        ? { contact: { tags: this.tags, email_consent: "subscribed" }, response: { attempts } }
        : { name: "NotFoundError", attempts },
    );
  }
}

class DeleteContact extends ContactStep {
  override check(model: Readonly<Model>): boolean {
    return model.contacts.has(this.email);
  }
  async act(model: Model, { client, privy }: Shop): Promise<void> {
    const contact = model.contacts.get(this.email);
    const { attempts, stored } = meetFaults(model, (already) => already || contact?.deleted !== false);
    if (contact !== undefined) model.contacts.set(this.email, { ...contact, deleted: true });
    await this.expectCall(
      client.contacts.delete(idNow(privy, this.email)),
      contact?.deleted === false && !stored
        ? { contact: { email: this.email }, response: { attempts } }
        : { name: "NotFoundError", attempts },
    );
  }
}

const idNow = (privy: FakePrivy, email: string): string =>
  [...privy.contacts, ...privy.deletedContacts].find((contact) => contact.email === email)?.id ?? "";

const email = fc.constantFrom("ada@example.com", "grace@example.com", "alan@example.com");
const tags = fc.subarray(["vip", "new", "wholesale"]);
const fields: fc.Arbitrary<Fields> = fc.record(
  {
    customer_id: fc.constantFrom("c1", "c2"),
    financial_status: fc.constantFrom("pending", "paid", "refunded"),
    fulfillment_status: fc.constantFrom("unfulfilled", "fulfilled", "delivered"),
    line_items: fc.array(
      fc.record({ sku: fc.constantFrom("a", "b"), quantity: fc.integer({ min: 1, max: 3 }) }),
    ),
    total_items: fc.integer({ min: 0, max: 9 }),
  },
  { requiredKeys: [] },
);
const sending = fc.record({
  id: fc.integer({ min: 1, max: 3 }),
  email,
  total: fc.integer({ min: 1, max: 500 }),
  integration: fc.constantFrom("token-of-one", "token-of-two", null),
  fields,
  accepts: fc.constantFrom(true, false, undefined),
  initialSync: fc.constantFrom(true, false, undefined),
});
const known = Object.keys(faults) as (keyof typeof faults)[]; // the table's own keys

const steps = fc.commands(
  [
    sending.map((one) => new Upsert(one)),
    sending.map((one) => new Upsert({ ...one, fields: { fulfillment_status: "delivered" } })),
    fc.constantFrom(...known).map((name) => new SetFault(name)),
    fc.constantFrom(1, 59, 3_600, 86_400).map((seconds) => new Advance(seconds)),
    fc.tuple(email, tags).map((one) => new CreateContact(...one)),
    fc.tuple(email, tags).map((one) => new UpdateContact(...one)),
    fc.tuple(email, tags).map((one) => new DeleteContact(...one)),
  ],
  { maxCommands: 20, size: "max" },
);

it("client and fake together do what the documentation says, in 1,000 random conversations", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (commands) => {
      const privy = createFakePrivy({
        integrations: ["token-of-one", "token-of-two"],
        flows: [
          { name: "placed", trigger: "order_placed" },
          { name: "received", trigger: "order_received" },
        ],
      });
      const client = privy.client({ maxAttempts: 10, deadlineMs: 3_600_000 });
      await fc.asyncModelRun(
        () => ({ model: new Model(), real: { privy, client, idOf: new Map() } }),
        commands,
      );
    }),
    { numRuns: 1_000 },
  );
});
