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

/** What of a Redis decides whether it keeps what it has accepted. */
export async function checkRedis(client: MailboxClient): Promise<EngineFinding[]> {
  const info = await client.info();
  const field = (name: string): string => new RegExp(`^${name}:(.*)$`, "m").exec(info)?.[1]?.trim() ?? "";
  const hasFile = field("aof_enabled") === "1";
  const policy = field("maxmemory_policy") || (await readPolicy(client)) || "unknown";
  const version = field("redis_version");
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNew = major > 6 || (major === 6 && minor >= 2);
  return [
    {
      ok: hasFile,
      subject: "append-only file",
      message: hasFile
        ? "is kept"
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
  ];
}
