import { clockFinding } from "../queue/engine/clock-finding.js";
import type { EngineFinding } from "../queue/engine/queue-engine.js";
import type { PgBossLike } from "./boss-like.js";
import { ACCOUNT_POLICY } from "./boss-queues.js";
import type { JobReader } from "./job-reader.js";

/** Returns findings about pg-boss. */
export async function checkBoss(boss: PgBossLike, reader: JobReader): Promise<EngineFinding[]> {
  const findings: EngineFinding[] = [];
  const version = await boss.schemaVersion();
  findings.push({
    ok: version !== null,
    subject: "pg-boss schema",
    message:
      version === null
        ? "is not installed; start the PgBoss once as a role that may"
        : `has version ${version}`,
  });
  for (const name of await reader.queues()) {
    // Every queue has these fields.
    const queue = (await boss.getQueue(name)) as { policy?: string; heartbeatSeconds?: number | null } | null;
    const ok = queue?.policy === ACCOUNT_POLICY && (queue.heartbeatSeconds ?? 0) > 0;
    const message = ok
      ? `keeps its orders in order; a worker is given up after ${queue.heartbeatSeconds} s`
      : `has another policy than ${ACCOUNT_POLICY} with heartbeats: it was not made by this package; delete it while it is empty`;
    findings.push({ ok, subject: `queue ${name}`, message });
  }
  const counted = (subject: string, count: number, remedy: string): EngineFinding => ({
    ok: count === 0,
    subject,
    message: count === 0 ? "none" : `${count}${remedy}`,
  });
  findings.push(
    counted(
      "blocked orders",
      await reader.failed(),
      " states that pg-boss has given up; run repair() to let them wait again",
    ),
    counted(
      "abandoned orders",
      await reader.abandoned(),
      ", whose workers ended more than five minutes ago; start a PgBoss without supervise: false, which frees them",
    ),
  );
  findings.push(clockFinding(await reader.clockMs(), Date.now()));
  return findings;
}
