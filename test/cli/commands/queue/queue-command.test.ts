import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RejectedError } from "privy-orders";
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

  it("says what is wrong with a queue file, and quotes nothing of it", async () => {
    const none = await runCommand(["queue", "status", "--queue", join(file.folder, "none.mjs")], {});
    expect(none).toMatchObject({ code: 2 });
    expect(none.err).toContain("exports no queue");
    const broken = await runCommand(["queue", "status", "--queue", join(file.folder, "broken.mjs")], {});
    expect(broken.code).toBe(2);
    expect(broken.err).not.toContain("secret");
  });
});
