import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RejectedError } from "privy-orders";
import { createSealing } from "privy-orders/queue";
import { createMemoryQueue, QueueMemory } from "privy-orders/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Destination, orderOf } from "../../../queue/contract/contract-support.js";
import { runCommand } from "../../support.js";
import { createQueueFile, type TestQueueFile } from "./queue-file.js";

let file: TestQueueFile;
let memory: QueueMemory;
let privy: Destination;

const run = (...args: string[]) => runCommand(["queue", ...args, "--queue", file.path], {});

beforeAll(async () => {
  file = await createQueueFile();
  await writeFile(join(file.folder, "none.mjs"), "export const answer = 42;\n");
  await writeFile(join(file.folder, "broken.mjs"), 'throw new Error("postgres://user:secret@host");\n');
});

afterAll(() => file.remove());

beforeEach(() => {
  memory = new QueueMemory();
  privy = new Destination();
  file.set({
    queue: () => createMemoryQueue({ memory }),
    work: () => ({ client: privy, lingerMs: 0 }),
  });
});

/** A queue with one dead letter. */
async function withLetter(): Promise<string> {
  const queue = createMemoryQueue({ memory });
  await queue.enqueue(orderOf(1001));
  privy.before = () => {
    throw new RejectedError("refused", { status: 422, details: [{ field: "total", message: "is wrong" }] });
  };
  expect((await run("drain")).code).toBe(1);
  privy.before = () => undefined;
  for await (const { id } of queue.dead.list()) return id;
  throw new Error("nothing died");
}

describe("privy-orders queue", () => {
  it("shows how a queue stands", async () => {
    await createMemoryQueue({ memory }).enqueue(orderOf(1));
    const { code, out } = await run("status");
    expect(code).toBe(0);
    expect(out).toMatch(/waiting +1\n/);
    expect(JSON.parse((await run("status", "--json")).out)).toMatchObject({
      event: "queue",
      waiting: 1,
      dead: 0,
    });
  });

  it("delivers until nothing waits, and ends with 0", async () => {
    const queue = createMemoryQueue({ memory });
    for (const id of [1, 2, 3]) await queue.enqueue(orderOf(id));
    expect(await run("drain")).toMatchObject({ code: 0, out: "3 delivered, 0 dead, 0 left.\n" });
    expect(privy.sent).toHaveLength(3);
  });

  it("lists dead letters without a customer's value", async () => {
    const id = await withLetter();
    const { out } = await run("dead", "--reason", "rejected");
    expect(out).toContain(`${id}  order 1001`);
    expect(out).toContain("rejected");
    expect(out).toContain("total");
    expect(out).not.toContain("ada@example.com");
    expect((await run("dead", "--reason", "too_late")).out).toBe("");
  });

  it("prints an order only when that was confirmed", async () => {
    const id = await withLetter();
    const refused = await run("show", id);
    expect(refused).toMatchObject({ code: 2, out: "" });
    expect(refused.err).toContain("--yes");
    expect((await run("show", id, "--yes")).out).toContain("ada@example.com");
  });

  it("replays letters as what it is told, and drops others", async () => {
    const id = await withLetter();
    expect((await run("replay", id)).code).toBe(2);
    expect((await run("replay", "--as", "past")).code).toBe(2);
    expect((await run("replay", id, "--as", "past")).out).toContain("1 put back into the queue as past");
    expect((await run("drain")).code).toBe(0);
    expect(privy.sent.at(-1)?.order.initial_sync).toBe(true);
    const other = await withLetter();
    expect((await run("drop", other)).out).toBe("1 dead letters were removed.\n");
  });

  it("pauses, resumes, forgets and repairs", async () => {
    const queue = createMemoryQueue({ memory });
    await queue.enqueue(orderOf(7));
    expect((await run("pause")).code).toBe(0);
    expect((await run("status")).out).toMatch(/held until +resume/);
    expect((await run("drain")).code).toBe(3);
    expect((await run("resume")).code).toBe(0);
    expect((await run("repair")).out).toBe("0 orders were repaired.\n");
    expect((await run("forget", "--email", "ada@example.com")).out).toBe("1 states were removed.\n");
    expect((await run("forget")).code).toBe(2);
  });

  it("drains the other accounts while one is paused, and says which one is held", async () => {
    const queue = createMemoryQueue({ memory });
    await queue.enqueue(orderOf(1), { account: "de" });
    await queue.enqueue(orderOf(2), { account: "us" });
    await queue.pause("de");
    const { code, out, err } = await run("drain");
    expect([code, out]).toEqual([3, "1 delivered, 0 dead, 1 left (held: paused).\n"]);
    expect(err).toContain("account de: held until it is resumed: paused");
    expect(privy.values("order_id")).toEqual(["2"]);
  });

  it("ends a drain that meets an account without a client, or an order that it cannot read", async () => {
    const queue = createMemoryQueue({ memory });
    await queue.enqueue(orderOf(1), { account: "de" });
    file.set({
      queue: () => createMemoryQueue({ memory }),
      work: () => ({ client: { us: privy }, lingerMs: 0 }),
    });
    expect(await run("drain")).toMatchObject({
      code: 3,
      out: expect.stringContaining("held: unknown_account"),
    });
    await queue.forget({ orderId: "1" });
    await queue.resume();
    const sealing = createSealing({ keys: { k: new Uint8Array(32) } });
    await createMemoryQueue({ memory, sealing }).enqueue(orderOf(2));
    expect(await run("drain")).toMatchObject({
      code: 3,
      out: "0 delivered, 0 dead, 1 left (1 cannot be read here).\n",
    });
  });

  it("ends with 1 when an id belongs to no letter, and refuses a pause that is over", async () => {
    const replayed = await run("replay", "77", "--as", "past");
    expect(replayed.code).toBe(1);
    expect(replayed.err).toContain("1 of the ids are unknown");
    expect((await run("drop", "77")).code).toBe(1);
    expect(await run("pause", "--until", "2020-01-01T00:00:00Z")).toMatchObject({ code: 2 });
    expect((await run("forget", "--order", "1", "--email", "a@b.c")).err).toContain("Pass one of");
  });

  it("says what is wrong with a queue file, and quotes nothing of it", async () => {
    const none = await runCommand(["queue", "status", "--queue", join(file.folder, "none.mjs")], {});
    expect(none).toMatchObject({ code: 2 });
    expect(none.err).toContain("exports no queue");
    const broken = await runCommand(["queue", "status", "--queue", join(file.folder, "broken.mjs")], {});
    expect(broken.code).toBe(2);
    expect(broken.err).not.toContain("secret");
    file.set({ queue: () => Promise.reject(new Error("postgres://user:secret@host")) });
    const failed = await run("status");
    expect(failed.code).toBe(2);
    expect(failed.err).toContain("cannot be opened or reached (Error)");
    expect(failed.err).not.toContain("secret");
    const missing = await runCommand(["queue", "status", "--queue", "nowhere.mjs"], {});
    expect(missing.err).toContain("does not exist: nowhere.mjs");
  });
});
