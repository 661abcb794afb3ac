// Runs the proofs of the contributor's table and writes it: `npm run proofs`, which takes minutes, or `npm run proofs long`, for a
// quiet machine. A proof that fails is named at the end; the others' lines are written all the same.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const isLong = process.argv[2] === "long";
const folder = await mkdtemp(join(tmpdir(), "privy-orders-proofs-"));
const PROOFS = join(folder, "proofs.txt");
const TIMEOUT_MS = 3_600_000;

const tests = ["test/fuzz", "test/privy/spellings.slow.test.ts", "test/import/import-outage.test.ts"];
const node = process.execPath;
const commands = [
  // 200 kills of each format in the long form.
  [node, "test/slow/import-kill.mjs", ...(isLong ? ["60000", "600"] : ["3000", "30"])],
  [node, "test/slow/two-imports.mjs", isLong ? "50" : "6"],
  [node, "test/slow/full-disk.mjs"],
  [node, "node_modules/vitest/vitest.mjs", "run", ...tests],
  // They take Redis, PostgreSQL and the runtimes of `npm run check:runtimes`.
  ...(isLong ? queues() : []),
];

function queues() {
  const pace = (store, ...numbers) => [
    node,
    "--import",
    "tsx",
    "test/slow/shared-pace.ts",
    store,
    ...numbers,
  ];
  return [
    ...["memory", "sqlite", "node:sqlite", "bullmq", "pg-boss"].map((engine) => [
      ...[node, "test/slow/queue/check-queue.mjs", "200", "50", "20", "20000"],
      engine,
    ]),
    [node, "test/slow/engines/check-engines.mjs", "400", "1"],
    // Four processes, two of them killed, 60 requests a minute for five minutes; then with an integration of another maker beside them.
    ...["redis", "postgres"].flatMap((store) => [
      pace(store, "4", "2", "60", "60", "5"),
      pace(store, "4", "0", "60", "60", "5", "0.8", "10"),
    ]),
  ];
}

/** Runs a command, showing what it prints; gives its exit code and that. */
const run = ([command, ...args]) =>
  new Promise((settle) => {
    const env = { ...process.env, PROOFS, FUZZ_RUNS: isLong ? "10000" : "1000" };
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"], env, timeout: TIMEOUT_MS });
    let out = "";
    child.stdout.on("data", (data) => {
      out += data;
      process.stdout.write(data);
    });
    child.on("close", (code) => settle({ code, out }));
  });

const failed = [];
let printed = "";
for (const command of commands) {
  const startedAt = Date.now();
  const { code, out } = await run(command);
  printed += out;
  const name = command.slice(1).join(" ");
  if (code !== 0) failed.push(name);
  console.log(
    `-- ${name}: ${code === 0 ? "passed" : "FAILED"} in ${Math.round((Date.now() - startedAt) / 1000)} s`,
  );
}
printed += `\n${await readFile(PROOFS, "utf8").catch(() => "")}`;
await rm(folder, { recursive: true, force: true });
const writer = spawn(node, ["test/slow/write-proofs.mjs"], { stdio: ["pipe", "inherit", "inherit"] });
writer.stdin.end(printed);
await new Promise((settle) => writer.on("close", settle));
console.log(failed.length === 0 ? "proofs: all shown" : `proofs: FAILED: ${failed.join("; ")}`);
process.exit(failed.length === 0 ? 0 : 1);
