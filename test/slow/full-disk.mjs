// Proves that an import survives a full disk: node test/slow/full-disk.mjs [records]
// The failed rows, and then the checkpoint, lie on a disk without room: a small tmpfs where one may mount it, else under a
// limit for the size of files. The import ends with 3 (nothing sent: 2) and names the file; with room again it finishes.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, serveFake } from "./import-proof.mjs";

const records = Number(process.argv[2] ?? 3_000);
const diskKilobytes = 64;
const folder = await mkdtemp(join(tmpdir(), "privy-orders-full-"));
const disk = join(folder, "disk");
await mkdir(disk);

/** Whether the small disk could be mounted; only root may. */
function mountDisk() {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskKilobytes}k`, "tmpfs", disk], {
      stdio: "ignore",
    });
    return true;
  } catch {
    return false;
  }
}

const problems = [];
const expect = (fine, text) => {
  if (!fine) problems.push(text);
};
const isMounted = mountDisk();
try {
  const cli = await bundle("src/cli/main.ts", join(folder, "cli.mjs"));
  const { privy, server, env } = await serveFake(folder);

  const run = (args, { isLimited }) =>
    new Promise((resolve) => {
      const command = [process.execPath, cli, "import", ...args];
      // In blocks of 1,024 bytes; the limit fails writes with EFBIG, since Node ignores the signal.
      const limited = ["-c", `ulimit -f ${diskKilobytes}; exec "$@"`, "bash", ...command];
      const child = isLimited
        ? spawn("bash", limited, { env })
        : spawn(command[0], command.slice(1), { env });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
      child.on("close", (code) => resolve({ code, output }));
    });

  // Every second record is refused, so that the file of failed rows grows beyond the disk.
  const lines = Array.from({ length: records }, (_, index) =>
    JSON.stringify({
      order_id: index + 1,
      email: "buyer@example.com",
      total: 5,
      currency: index % 2 === 0 ? "USD" : "dollars",
      order_date: "2025-06-01T00:00:00Z",
    }),
  );
  const file = join(folder, "orders.ndjson");
  await writeFile(file, `${lines.join("\n")}\n`);
  const failed = join(disk, "failed.ndjson");
  const checkpoint = join(folder, "checkpoint.json");
  const isLimited = !isMounted;

  const first = await run([file, "--failed", failed, "--checkpoint", checkpoint], { isLimited });
  expect(first.code === 3, `full under failed rows: exit ${first.code}: ${first.output}`);
  expect(first.output.includes(failed), `the file is not named: ${first.output}`);
  const kept = existsSync(failed) ? (await readFile(failed, "utf8")).trim().split("\n") : [];
  const whole = kept.filter((line) => {
    try {
      return JSON.parse(line).order_id > 0;
    } catch {
      return false;
    }
  });
  // The very last write may have been cut by the disk; what follows is never glued to it.
  expect(kept.length - whole.length <= 1, `${kept.length - whole.length} broken lines`);

  await rm(failed, { force: true });
  const more = join(folder, "failed.ndjson");
  const second = await run([file, "--failed", more, "--checkpoint", checkpoint], { isLimited: false });
  expect(second.code === 1, `with room again: exit ${second.code}: ${second.output}`);
  const good = Math.ceil(records / 2);
  expect(privy.orders.length === good, `${privy.orders.length} of ${good} orders stored`);

  let sentBefore = "not tried";
  if (isMounted) {
    await rm(join(disk, "failed.reasons.txt"), { force: true });
    // All the room there is.
    await writeFile(join(disk, "filler"), Buffer.alloc(diskKilobytes * 1024)).catch(() => undefined);
    const stored = privy.orders.length;
    const other = join(folder, "other.ndjson");
    await writeFile(other, `${lines[0].replace('"order_id":1', '"order_id":9999999')}\n`);
    const onFull = join(disk, "checkpoint.json");
    const third = await run([other, "--checkpoint", onFull], { isLimited: false });
    expect(
      third.code === 2 || third.code === 3,
      `full under the checkpoint: exit ${third.code}: ${third.output}`,
    );
    expect(third.output.includes(onFull), `the checkpoint is not named: ${third.output}`);
    sentBefore = privy.orders.length - stored;
    expect(sentBefore === 0, "an order was sent before the checkpoint could be written");
  }
  const figures = {
    disk: isMounted ? `tmpfs ${diskKilobytes} kB` : `ulimit -f ${diskKilobytes}`,
    records,
    stored: privy.orders.length,
    lost: good - privy.orders.length,
    brokenLines: kept.length - whole.length,
    sentBeforeCheckpoint: sentBefore,
  };
  console.log(`full-disk: ${JSON.stringify(figures)}`);
  await server.close();
} finally {
  if (isMounted) execFileSync("umount", [disk]);
  await rm(folder, { recursive: true, force: true });
}
for (const problem of problems) console.log(problem);
console.log(problems.length > 0 ? "full-disk: FAILED" : "full-disk: named the file, lost nothing");
process.exit(problems.length > 0 ? 1 : 0);
