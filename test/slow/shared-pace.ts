// Several processes on one account share one pace; some of them are killed:
// `tsx test/slow/shared-pace.ts <redis|postgres> <processes> <killed> <limit> <window s> <windows> <max share> <stranger's requests a window> <times>`.
// On a busy machine a process may be kept from running for a while: `times` lets so many times the windows pass until as many as are
// wanted, one after the other, were used.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { startPostgres, startRedis } from "../support/services.js";

const [kind = "redis", ...numbers] = process.argv.slice(2);
const [
  processes = 4,
  kills = 2,
  limit = 60,
  windowS = 6,
  windows = 5,
  maxShare = 1,
  strangers = 0,
  times = 1,
] = numbers.map(Number);
const windowMs = windowS * 1_000;

const service = await (kind === "redis" ? startRedis() : startPostgres());
if (service === undefined) {
  console.log(`skipped: there is no ${kind} on this machine`);
  process.exit(0);
}

interface Used {
  accepted: number;
  refused: number;
}
const ours = new Map<number, Used>();
const theirs = { accepted: 0, refused: 0 };
const totals = new Map<number, number>();

/** Counts in fixed windows, as Privy does. The reset is in whole seconds, so windows begin at them. */
const server = createServer((request, response) => {
  let text = "";
  request.on("data", (chunk) => {
    text += String(chunk);
  });
  request.on("end", () => {
    const now = Date.now();
    const window = Math.floor(now / windowMs);
    const used = totals.get(window) ?? 0;
    const isFree = used < limit;
    if (isFree) totals.set(window, used + 1);
    const mine = ours.get(window) ?? { accepted: 0, refused: 0 };
    ours.set(window, mine);
    const counts = request.headers["x-stranger"] === undefined ? mine : theirs;
    if (isFree) counts.accepted += 1;
    else counts.refused += 1;
    response.writeHead(isFree ? 201 : 429, {
      "content-type": "application/json",
      date: new Date(now).toUTCString(),
      "x-ratelimit-limit-minute": String(limit),
      "x-ratelimit-remaining-minute": String(limit - (totals.get(window) ?? 0)),
      "x-ratelimit-reset-minute": String(((window + 1) * windowMs) / 1_000),
      ...(isFree ? {} : { "retry-after": String(Math.ceil(((window + 1) * windowMs - now) / 1_000)) }),
    });
    const body = isFree
      ? { data: { order_id: /"order_id":"(\d+)"/.exec(text)?.[1] } }
      : { error: { code: "rate_limited", message: "Rate limit exceeded" } };
    response.end(JSON.stringify(body));
  });
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
const serverPort = typeof address === "object" && address !== null ? address.port : 0;

const children: ChildProcess[] = [];
const said: string[] = [];
const until = (atMs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, atMs - Date.now())));
try {
  for (let index = 0; index < processes; index += 1) {
    const args = [kind, service.port, serverPort, windowMs, maxShare, (index + 1) * 1_000_000].map(String);
    const child = spawn(process.execPath, ["--import", "tsx", "test/slow/shared-pace-child.ts", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout?.on("data", (data) => said.push(...String(data).trim().split("\n")));
    children.push(child);
  }
  // What is measured begins with the first whole window in which all of them run.
  for (let waited = 0; waited < 600 && ours.size < 2; waited += 1) await until(Date.now() + 100);
  const first = Math.floor(Date.now() / windowMs) + 1;
  const sendAsStranger = async (): Promise<void> => {
    for (let index = 0; index < strangers * windows; index += 1) {
      await until(first * windowMs + (index + 0.5) * (windowMs / strangers));
      await fetch(`http://127.0.0.1:${serverPort}/`, { method: "POST", headers: { "x-stranger": "1" } }).then(
        (r) => r.text(),
      );
    }
  };
  const strange = strangers > 0 ? sendAsStranger() : Promise.resolve();
  for (let killed = 0; killed < kills; killed += 1) {
    await until((first + 1 + killed) * windowMs + windowMs / 2);
    children[killed]?.kill("SIGKILL");
  }
  await strange;
  const least = strangers > 0 ? 0 : 0.98 * maxShare;
  /** The windows that are judged: those that begin with `from`. */
  const judged = (from: number) => {
    const measured = Array.from({ length: windows }, (_, index) => from + index);
    const used = measured.map((window) => totals.get(window) ?? 0);
    return { used, share: used.reduce((sum, count) => sum + count, 0) / (limit * windows) };
  };
  let from = first;
  await until((from + windows) * windowMs);
  for (; judged(from).share < least && from < first + windows * (times - 1); from += 1)
    await until((from + windows + 1) * windowMs);
  const { used, share } = judged(from);
  const over = Math.floor(Date.now() / windowMs);
  // By our own pace none may be refused, in no window.
  const refused = [...ours]
    .filter(([window]) => window >= first && window < over)
    .reduce((sum, [, count]) => sum + count.refused, 0);
  const isGood = refused === 0 && theirs.refused === 0 && share >= least;
  const stranded =
    strangers > 0 ? `, another integration: ${theirs.accepted} sent, ${theirs.refused} refused` : "";
  console.log(
    `${isGood ? "ok  " : "FAIL"} ${kind}: ${processes} processes, ${kills} killed, ${limit} per ${windowS} s, ${windows} windows: ` +
      `used ${used.join(", ")} (${(share * 100).toFixed(1)} %), 429 for us: ${refused}${stranded}`,
  );
  const tried = { store: kind, processes, killed: kills, limit, windowS, windows, maxShare };
  const stranger = { strangers: theirs.accepted + theirs.refused, strangersRefused: theirs.refused };
  const usedPercent = Math.round(share * 1_000) / 10;
  console.log(`shared-pace: ${JSON.stringify({ ...tried, usedPercent, refused, ...stranger, isGood })}`);
  if (said.length > 0) console.log(`     ${[...new Set(said)].join(", ")}`);
  process.exitCode = isGood ? 0 : 1;
} finally {
  for (const child of children) child.kill("SIGKILL");
  server.closeAllConnections();
  server.close();
  await service.stop();
}
