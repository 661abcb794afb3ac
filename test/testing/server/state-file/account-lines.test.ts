import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakePrivy, type FakePrivy } from "privy-orders/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ControlHook, controlHookOf } from "../../../../src/testing/privy/served/control-hook.js";
import { createClockControl } from "../../../../src/testing/server/control/views/clock-control.js";
import { openStateFile } from "../../../../src/testing/server/state-file/state-file.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "privy-state-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function hookOf(privy: FakePrivy): ControlHook {
  const hook = controlHookOf(privy);
  if (hook === undefined) throw new Error("every fake has a hook");
  return hook;
}

const token = `privy_${"0123456789".repeat(4)}`;
const flows = [{ name: "Thank you", trigger: "order_placed" as const, exitWhenContactBuys: true }];

/** A fake with something of every kind in it. */
async function fill(): Promise<FakePrivy> {
  const privy = createFakePrivy({
    tokens: [{ token, name: "shop" }],
    flows,
    oauthClients: [{}],
    integrations: [{}],
  });
  hookOf(privy).settings.recording.isFull = true;
  const client = privy.client();
  const order = { total: 95, currency: "USD", order_date: "2026-01-01T00:00:00Z", email: "ada@example.com" };
  await client.orders.upsert({ ...order, order_id: 9007199254740993n, accepts_email_marketing: true });
  await client.orders.upsert({ ...order, order_id: 2 });
  await client.orders.upsert({ ...order, order_id: 2, fulfillment_status: "delivered" });
  privy.failNext("answer-lost");
  await client.orders.upsert({ ...order, order_id: 3 });
  await privy.client({ oauth: true }).orders.upsert({ ...order, order_id: 4, email: "eva@example.com" });
  const { contact } = await client.contacts.create({
    phone_number: "+12015550123",
    sms_consent: "subscribed",
  });
  await client.contacts.delete(contact.id);
  privy.addContact({ email: "kim@example.com", custom_fields: { big: 9007199254740993n } });
  privy.recordEngagement({ email: "ada@example.com", channel: "email", kind: "click", message: "Sale" });
  privy.useUp("minute");
  return privy;
}

const save = async (privy: FakePrivy, path: string): Promise<void> => {
  const file = await openStateFile(path);
  await file.save(hookOf(privy), createClockControl(privy.clock).read());
  await file.release();
};

const everything = (privy: FakePrivy): unknown => ({
  orders: privy.orders,
  contacts: privy.contacts,
  deleted: privy.deletedContacts,
  runs: privy.flowRuns,
  evaluations: privy.flowEvaluations,
  attributions: privy.attributions,
  welcomeSms: privy.welcomeSms,
  rateLimit: privy.rateLimit,
  tokens: privy.tokens.list(),
  oauthClients: privy.oauthClients.list(),
  integrations: privy.integrations.list(),
  consents: privy.contacts.map(({ id }) => privy.consentHistory(id)),
  timelines: privy.contacts.map(({ id }) => privy.contactTimeline(id)),
  versions: privy.orders.map(({ order_id }) => privy.orderHistory(order_id)),
  requests: privy.requests.map(({ headers: _, body: __, ...request }) => request),
});

describe("a state file", () => {
  it("brings an account back whole, and what is made next is the same", async () => {
    const path = join(folder, "state.ndjson");
    const privy = await fill();
    await save(privy, path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["state.ndjson"]);

    const other = createFakePrivy({ seed: "another", tokens: [], flows });
    const file = await openStateFile(path);
    const read = await file.load(hookOf(other));
    if (read === undefined) throw new Error("there is a file");
    hookOf(other).restore(read.content);
    await file.release();
    expect(everything(other)).toEqual(everything(privy));
    expect(other.clock.now()).toBe(privy.clock.now());
    const next = { total: 1, currency: "USD", order_date: "2026-01-01T00:00:00Z", email: "new@example.com" };
    for (const one of [privy, other]) {
      one.renew("minute");
      await one.client().orders.upsert({ ...next, order_id: 99 });
    }
    expect(other.contact("new@example.com")).toEqual(privy.contact("new@example.com"));
    expect(other.requests.at(-1)?.id).toBe(privy.requests.at(-1)?.id);
  });

  it("holds the account's own secrets, and none of a request's", async () => {
    const path = join(folder, "state.ndjson");
    await save(await fill(), path);
    const lines = (await readFile(path, "utf8")).split("\n");
    const has = (line: string): boolean => line.includes(token);
    expect(lines.filter(has)).toHaveLength(1);
    expect(lines.find(has)).toMatch(/^\{"token":/);
    const issued = /"accessToken":\{"token":"(\w+)"/.exec(lines.join("\n"))?.[1] ?? "";
    expect(issued).toHaveLength(43);
    expect(lines.filter((line) => line.startsWith('{"request"') && line.includes(issued))).toEqual([]);
  });

  it("is refused, and left as it is, wherever it was cut or a line is gone", async () => {
    const path = join(folder, "state.ndjson");
    await save(await fill(), path);
    const lines = (await readFile(path, "utf8")).trimEnd().split("\n");
    const privy = createFakePrivy({ flows });
    const file = await openStateFile(path);
    expect(lines.length).toBeGreaterThan(20);
    for (let index = 0; index < lines.length; index += 1) {
      for (const text of [lines.slice(0, index).join("\n"), lines.toSpliced(index, 1).join("\n")]) {
        await writeFile(path, text);
        await expect(file.load(hookOf(privy))).rejects.toThrow("--fresh");
        expect(await readFile(path, "utf8")).toBe(text);
      }
    }
    const [header = "", ...rest] = lines;
    for (const changed of [
      header.replace('"version":1', '"version":2'),
      header.replace("privy-orders fake", "other"),
      header.replace('"oauthScopeOmitted":"granted"', '"oauthScopeOmitted":"invalid_scope"'),
    ]) {
      await writeFile(path, [changed, ...rest].join("\n"));
      await expect(file.load(hookOf(privy))).rejects.toThrow("cannot be used");
    }
    await file.release();
  });

  it("is refused where another program has written lines with a sum that is right", async () => {
    const path = join(folder, "state.ndjson");
    await save(await fill(), path);
    const [header = "", ...others] = (await readFile(path, "utf8")).trimEnd().split("\n").slice(0, -1);
    const file = await openStateFile(path);
    for (const lines of [
      [header.replace('"counts"', '"count"'), ...others],
      [header, ...others, "null"],
      [header, ...others, '{"contact":null}'],
    ]) {
      const text = lines.map((line) => `${line}\n`).join("");
      const sha256 = createHash("sha256").update(text).digest("hex");
      await writeFile(path, `${text}${JSON.stringify({ end: { lines: lines.length, sha256 } })}\n`);
      await expect(file.load(hookOf(createFakePrivy({ flows })))).rejects.toThrow(`${path} cannot be used`);
    }
    await file.release();
  });

  it("belongs to one process at a time, and to the next once that is gone", async () => {
    const path = join(folder, "state.ndjson");
    const file = await openStateFile(path);
    await expect(openStateFile(path)).rejects.toThrow(`process ${process.pid}`);
    await file.release();
    // Of a process that was killed.
    const abandoned = {
      pid: 2 ** 22 + 1,
      processStart: "1",
      host: (await import("node:os")).hostname(),
      since: "",
    };
    await writeFile(`${path}.lock`, JSON.stringify(abandoned));
    const next = await openStateFile(path);
    expect(await next.load(hookOf(createFakePrivy()))).toBeUndefined();
    await next.release();
    expect(await readdir(folder)).toEqual([]);
  });
});
