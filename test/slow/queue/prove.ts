// Runs the proofs of one engine and prints their figures: prove.mjs <engine> <how many, as JSON>
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Service, startPostgres, startRedis } from "../../support/services.js";
import { proveForgetfulRedis } from "./forgetful-redis.js";
import { proveFrozen } from "./frozen.js";
import { proveFullDisk } from "./full-disk.js";
import { proveKills } from "./kill.js";
import { proveOutage } from "./outage.js";
import type { Place } from "./place.js";
import { blows, proveServerDeath } from "./server-death.js";

/** How large the proofs are; 0 leaves one out. */
interface Sizes {
  readonly kills: number;
  readonly freezes: number;
  readonly deaths: number;
  readonly orders: number;
}

const [engine = "", json = "{}"] = process.argv.slice(2);
const sizes: Sizes = { kills: 0, freezes: 0, deaths: 0, orders: 0, ...JSON.parse(json) };
const folder = await mkdtemp(join(tmpdir(), "privy-orders-queue-"));
/** pg-boss knows no shorter one. */
const leastLeaseMs = engine === "pg-boss" ? 10_000 : 3_000;
let isProven = true;

async function show(name: string, figures: Promise<object & { isGood?: unknown }>): Promise<void> {
  const shown: Record<string, unknown> = { engine, ...(await figures) };
  isProven &&= shown.isGood === true;
  console.log(`${name}: ${JSON.stringify(shown)}`);
}

async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<Service | undefined> {
  if (engine !== "bullmq" && engine !== "pg-boss") return undefined;
  const service = await (engine === "bullmq" ? startRedis(settings) : startPostgres());
  if (service === undefined) throw new Error(`the server of ${engine} is not installed on this machine`);
  return service;
}

function placeOf(service: Service | undefined, name: string, leaseMs: number): Place {
  return { engine, folder, port: service?.port ?? 0, name, leaseMs };
}

async function deathsOf(service: Service): Promise<void> {
  const times = sizes.deaths;
  const death = (name: keyof typeof blows, on: Service, graceMs = 0) =>
    proveServerDeath(placeOf(on, `server-${name}`, 10_000), on, { blow: { ...blows[name], graceMs }, times });
  if (engine === "pg-boss") {
    for (const name of ["killed", "restarted", "cut"] as const)
      await show("queue-server", death(name, service));
    return;
  }
  await show("queue-forgetful", proveForgetfulRedis(50));
  // Redis writes before it responds only with `always`; with `everysec` it may hold back up to two seconds while its disk is slow.
  for (const [appendfsync, graceMs] of [
    ["always", 0],
    ["everysec", 3_000],
  ] as const) {
    const own = await startServer({ appendfsync });
    if (own === undefined) continue;
    try {
      const figures = await death("killed", own, graceMs);
      await show("queue-server", Promise.resolve({ ...figures, blow: `killed (-9), fsync ${appendfsync}` }));
    } finally {
      await own.stop();
    }
  }
}

let service: Service | undefined;
try {
  service = await startServer();
  const { kills, freezes, deaths, orders } = sizes;
  if (kills > 0) await show("queue-kill", proveKills(placeOf(service, "kill", 10_000), kills));
  if (freezes > 0) await show("queue-frozen", proveFrozen(placeOf(service, "frozen", leastLeaseMs), freezes));
  if (deaths > 0 && service !== undefined) await deathsOf(service);
  if (deaths > 0 && service === undefined && engine !== "memory")
    await show("queue-disk", proveFullDisk(placeOf(undefined, "disk", 10_000)));
  if (orders > 0) await show("queue-outage", proveOutage(engine, folder, orders));
} finally {
  await service?.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(isProven ? 0 : 1);
