import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { phonePlansOnly } from "../../../src/build/phone-plans.ts";
import { runtimes } from "../installed.mjs";
import { startWorkerd } from "../start-workerd.mjs";

const source = (path) => resolve("src", path, "index.ts");

/** The Worker of a file beside this one, as a bundler makes it. */
async function bundled(file) {
  const { outputFiles } = await build({
    entryPoints: [resolve("test/runtime/outbox", file)],
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    mainFields: ["module", "main"],
    conditions: ["import"],
    logLevel: "error",
    // What only other parts of the fake use.
    external: ["node:*", "msw", "msw/*"],
    alias: {
      vitest: resolve("test/runtime/outbox/vitest-in-a-worker.ts"),
      "privy-orders": source("."),
      "privy-orders/cloudflare": source("cloudflare"),
      "privy-orders/queue": source("queue"),
      "privy-orders/testing": source("testing"),
    },
    plugins: [phonePlansOnly],
  });
  return outputFiles[0].text;
}

/**
 * A Worker with an outbox in the real workerd, whose objects lie on the disk.
 *
 * @returns how to call it, to kill it as a machine dies, to start it again on the same disk, and to end it
 */
export async function openWorkerdOutbox(file, variables = {}) {
  const project = await mkdtemp(join(tmpdir(), "privy-orders-outbox-"));
  const objects = join(project, "objects");
  await mkdir(objects);
  await writeFile(join(project, "worker.js"), await bundled(file));
  const texts = Object.entries(variables).map(
    ([name, text]) => `(name = "${name}", text = ${JSON.stringify(text)}), `,
  );
  await writeFile(
    join(project, "config.capnp"),
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2025-01-01",
      bindings = [${texts.join("")}(name = "OUTBOX", durableObjectNamespace = "Outbox")],
      durableObjectNamespaces = [(className = "Outbox", uniqueKey = "outbox", enableSql = true)],
      durableObjectStorage = (localDisk = "objects"),
    )),
    (name = "objects", disk = (path = ${JSON.stringify(objects)}, writable = true)),
    (name = "internet", network = (allow = ["private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);`,
  );
  const begin = () => startWorkerd({ project, runtimes, sockets: 1 });
  let workerd = await begin();
  let earlier = "";
  return {
    fetch: (request) =>
      fetch(`http://127.0.0.1:${workerd.ports.http}/`, { signal: AbortSignal.timeout(240_000), ...request }),
    kill: () => workerd.kill(),
    async start() {
      earlier += workerd.log();
      workerd = await begin();
    },
    log: () => earlier + workerd.log(),
    async close() {
      await workerd.kill();
      await rm(project, { recursive: true, force: true });
    },
  };
}
