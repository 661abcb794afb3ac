import { existsSync } from "node:fs";
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { tsImport } from "tsx/esm/api";
import { installRuntimes, runtimes } from "../../runtime/installed.mjs";
import { Program } from "../program.mjs";

/** What the engines need; as the project itself has them. */
const LIBRARIES = ["libsql", "bullmq", "ioredis", "pg-boss"];

async function measureEngine(folder, engine, orders, { settings, node = process.execPath }) {
  console.error(`   ${engine}, with ${orders} orders waiting …`);
  const command = [node, "--expose-gc", "queue.mjs", engine, orders, JSON.stringify(settings)];
  const program = new Program(folder, command);
  try {
    return await program.read();
  } catch (error) {
    // The other engines' figures stand all the same.
    console.error(`   ${engine} was not measured: ${error.message}`);
    return undefined;
  } finally {
    await program.end();
  }
}

/** Runs beside a server of its own; nothing when that is not installed. */
async function withServer(start, run) {
  const service = await start();
  if (service === undefined) return undefined;
  try {
    return await run({ port: service.port });
  } finally {
    await service.stop();
  }
}

/** Orders a second into and out of each engine, and its memory, with so many orders waiting. */
export async function measureQueue(folder, { waiting }) {
  installRuntimes();
  const { startPostgres, startRedis } = await tsImport("../../support/services.ts", import.meta.url);
  for (const name of LIBRARIES) {
    const place = join(folder, "node_modules", name);
    if (!existsSync(place)) await symlink(resolve("node_modules", name), place);
  }
  const scratch = await mkdtemp(join(tmpdir(), "privy-orders-bench-queue-"));
  try {
    const engines = {
      memory: await measureEngine(folder, "memory", waiting, { settings: {} }),
      sqlite: await measureEngine(folder, "sqlite", waiting, { settings: { folder: scratch } }),
      bullmq: await withServer(startRedis, (settings) =>
        measureEngine(folder, "bullmq", waiting, { settings }),
      ),
      // pg-boss needs Node 22.
      "pg-boss": await withServer(startPostgres, (settings) =>
        measureEngine(folder, "pg-boss", waiting, {
          settings,
          node: join(runtimes, "node22", "bin", "node"),
        }),
      ),
    };
    const measured = Object.entries(engines).filter(([, figures]) => figures !== undefined);
    return { waiting, engines: Object.fromEntries(measured) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
