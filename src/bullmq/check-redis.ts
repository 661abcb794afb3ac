import { clockFinding } from "../queue/engine/clock-finding.js";
import type { EngineFinding } from "../queue/engine/queue-engine.js";
import type { MailboxClient } from "./bullmq-like.js";

/** A hosted Redis may refuse CONFIG: then nothing is known. */
async function readPolicy(client: MailboxClient): Promise<string | undefined> {
  try {
    const reply = await client.config("GET", "maxmemory-policy");
    return Array.isArray(reply) ? String(reply[1]) : undefined;
  } catch {
    return undefined;
  }
}

/** Returns Redis's own time in milliseconds since 1970; undefined if it does not report it. */
async function readClock(client: MailboxClient): Promise<number | undefined> {
  const reply: unknown = await client.eval("return redis.call('TIME')", 0);
  const [seconds, micros] = Array.isArray(reply) ? reply.map(Number) : [];
  return seconds === undefined || micros === undefined ? undefined : seconds * 1000 + micros / 1000;
}

/** Checks whether a Redis keeps what it has accepted. */
export async function checkRedis(client: MailboxClient): Promise<EngineFinding[]> {
  const info = await client.info();
  const field = (name: string): string => new RegExp(`^${name}:(.*)$`, "m").exec(info)?.[1]?.trim() ?? "";
  const hasFile = field("aof_enabled") === "1";
  const policy = field("maxmemory_policy") || (await readPolicy(client)) || "unknown";
  const version = field("redis_version");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const canWrite = field("aof_last_write_status") !== "err";
  const clockMs = await readClock(client);
  const isNew = major > 6 || (major === 6 && minor >= 2);
  return [
    {
      ok: hasFile && canWrite,
      subject: "append-only file",
      message: hasFile
        ? canWrite
          ? "is kept"
          : "cannot be written: check the disk of Redis"
        : "is not kept: a crash of Redis loses accepted orders; set appendonly yes, with appendfsync everysec or always",
    },
    {
      ok: policy === "noeviction",
      subject: "memory policy",
      message:
        policy === "noeviction"
          ? "is noeviction"
          : `is ${policy}: a full Redis would drop accepted orders; set maxmemory-policy noeviction`,
    },
    {
      ok: isNew,
      subject: "Redis version",
      message: isNew ? `is ${version}` : `is ${version || "unknown"}; 6.2 or newer is needed`,
    },
    ...(clockMs === undefined ? [] : [clockFinding(clockMs, Date.now())]),
  ];
}
