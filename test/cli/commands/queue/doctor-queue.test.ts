import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { RejectedError } from "privy-orders";
import type { OrderQueue } from "privy-orders/queue";
import { createSqliteQueue } from "privy-orders/sqlite";
import { createFakePrivy, createMemoryQueue, createVirtualClock, QueueMemory } from "privy-orders/testing";
import { serveFakePrivy } from "privy-orders/testing/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Destination, orderOf } from "../../../queue/contract/contract-support.js";
import { openSqlite } from "../../../sqlite/sqlite-store.js";
import { runCommand, token } from "../../support.js";
import { createQueueFile, type TestQueueFile } from "./queue-file.js";

let file: TestQueueFile;
beforeAll(async () => {
  file = await createQueueFile();
});
afterAll(() => file.remove());

async function doctor(queue: () => OrderQueue | Promise<OrderQueue>, env: Record<string, string> = {}) {
  file.set({ queue });
  return runCommand(["doctor", "--queue", file.path], env);
}

describe("privy-orders doctor --queue", () => {
  it("examines Privy and the queue's file with one command", async () => {
    const clock = createVirtualClock({ startAt: new Date().toISOString() });
    const privy = createFakePrivy({ clock, tokens: [token], rateLimit: false });
    const server = await serveFakePrivy(privy);
    const path = join(file.folder, "orders.db");
    const open = (): OrderQueue => createSqliteQueue({ file: path, database: openSqlite(path) });
    await open().enqueue(orderOf(1));
    const env = { PRIVY_API_TOKEN: token, PRIVY_BASE_URL: server.baseUrl };
    const { code, out } = await doctor(open, env);
    await server.close();
    expect(code).toBe(0);
    expect(out).toMatch(/ok +token +accepted/);
    expect(out).toMatch(/ok +waiting +1 \(0 under way\), the oldest since /);
    expect(out).toMatch(/ok +dead letters +none/);
    expect(out).toMatch(/ok +journal mode +WAL/);
    expect(out).toMatch(/ok +durability +FULL/);
    expect(out).toMatch(/ok +file +intact/);
    expect(out).toMatch(/ok +disk +[\d,]+ MB are free/);
    expect(out).toMatch(/ok +lease +90 s/);
    expect(out).toMatch(/ok +worker +none has worked yet; nothing is overdue/);
  });

  it("examines a queue alone where only the store's programs know the credentials", async () => {
    const { code, out } = await doctor(() => createMemoryQueue());
    expect(code).toBe(0);
    expect(out).toMatch(/ \? +Privy +not asked: no credential is set here/);
    expect((await runCommand(["doctor"], {})).code).toBe(2);
  });

  it("reports a durability that a power cut can undo, and exits with 1", async () => {
    const path = join(file.folder, "fast.db");
    const open = (): OrderQueue =>
      createSqliteQueue({ file: path, database: openSqlite(path), durability: "normal" });
    const { code, out } = await doctor(open);
    expect(code).toBe(1);
    expect(out).toMatch(/BAD +durability +a power cut can undo accepted orders/);
  });

  it("reports what waits without a worker, what is dead, and a pause that was forgotten", async () => {
    const memory = new QueueMemory();
    const clock = createVirtualClock({ startAt: new Date(Date.now() - 7_200_000).toISOString() });
    const queue = createMemoryQueue({ memory, clock });
    const privy = new Destination();
    privy.before = () => {
      throw new RejectedError("refused", { status: 422 });
    };
    await queue.enqueue(orderOf(1));
    const worker = queue.work({ client: privy, lingerMs: 0 });
    for (let round = 0; round < 100 && (await queue.stats()).dead === 0; round += 1) await clock.advance(100);
    await worker.stop();
    await queue.enqueue(orderOf(2));
    const open = (): OrderQueue => createMemoryQueue({ memory });
    const forgotten = await doctor(open);
    expect(forgotten.code).toBe(1);
    expect(forgotten.out).toMatch(/BAD +waiting .*for more than an hour, though nothing is held/);
    expect(forgotten.out).toMatch(/BAD +dead letters +1; privy-orders queue dead lists them/);
    expect(forgotten.out).toMatch(/BAD +worker +last seen at .*, and orders wait/);
    await queue.pause();
    const paused = await doctor(open);
    expect(paused.code).toBe(1);
    expect(paused.out).toMatch(/ok +waiting /);
    expect(paused.out).toMatch(/BAD +holds +an account is paused or held until it is resumed/);
    expect(paused.out).toMatch(/ok +worker /);
  });

  it("reports a queue that cannot be opened, without quoting a connection string", async () => {
    const secret = "postgres://user:secret@host";
    const broken = Object.assign(new Error(secret), { code: "ECONNREFUSED" });
    const { code, out, err } = await doctor(() => Promise.reject(broken));
    expect(code).toBe(1);
    expect(out).toMatch(/BAD +queue +cannot be opened or reached \(ECONNREFUSED\)/);
    const none = join(file.folder, "nothing.mjs");
    await writeFile(none, `throw new Error("${secret}");\n`);
    const missing = await runCommand(["doctor", "--queue", none], {});
    expect(missing.code).toBe(1);
    expect(missing.out).toMatch(/BAD +queue +The queue file cannot be loaded \(Error\)/);
    expect(out + err + missing.out + missing.err).not.toContain("secret");
  });

  it("repeats what this package refuses a queue for, as it quotes nothing", async () => {
    const refused = join(file.folder, "refused.mjs");
    const message = "The queue was not created: its append-only file is not kept.";
    const brand = '{ [Symbol.for("privy-orders.error")]: true, code: "invalid_input" }';
    await writeFile(refused, `throw Object.assign(new Error("${message}"), ${brand});\n`);
    const { code, err } = await runCommand(["queue", "status", "--queue", refused], {});
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect((await runCommand(["doctor", "--queue", refused], {})).out).toContain(message);
  });

  it("writes the same for machines", async () => {
    file.set({ queue: () => createMemoryQueue() });
    const { out } = await runCommand(["doctor", "--queue", file.path, "--json"], {});
    const { event, findings } = JSON.parse(out);
    expect(event).toBe("doctor");
    expect(findings).toContainEqual({ name: "waiting", state: "ok", message: "0 (0 under way)" });
  });
});
