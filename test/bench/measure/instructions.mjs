import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../program.mjs";
import { median } from "../statistics.mjs";
import { SPELLINGS } from "./first-upsert.mjs";

/** One thread and no choice by the clock: the same program counts the same, whatever else the machine does. */
const NODE_FLAGS = ["--single-threaded", "--predictable"];
const EMPTY = ["import-entry.mjs", "data:text/javascript,"];
/** Calls of one client are counted in windows: V8 compiles in the first ones, and only the last ones are believed. */
const WINDOW = { calls: 300, all: 24, last: 9 };

export function hasValgrind() {
  return spawnSync("valgrind", ["--version"]).status === 0;
}

/** Runs a program under callgrind, and returns the counts of its dumps, in the order in which they were written. */
async function count(folder, program, flags = []) {
  const scratch = await mkdtemp(join(tmpdir(), "privy-orders-count-"));
  try {
    const valgrind = [
      "--tool=callgrind",
      "--quiet",
      `--callgrind-out-file=${join(scratch, "out")}`,
      ...flags,
    ];
    const command = [...valgrind, process.execPath, ...NODE_FLAGS, ...program.map(String)];
    execFileSync("valgrind", command, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
    const numberOf = (file) => Number(file.split(".")[1] ?? 0);
    const files = (await readdir(scratch)).sort((a, b) => numberOf(a) - numberOf(b));
    const texts = await Promise.all(files.map((file) => readFile(join(scratch, file), "utf8")));
    return texts.map((text) => Number(/^totals: (\d+)$/m.exec(text)[1]));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Instructions of a program from its start to its end. */
async function countProgram(folder, program) {
  const [all] = await count(folder, program);
  return all;
}

/** Instructions of one call of a client that is warm. */
async function countCalls(folder, client, url) {
  const program = ["counted-calls.mjs", client, url, WINDOW.all, WINDOW.calls];
  // Entering this function of libuv ends a window; nothing else in a call does.
  const [, ...windows] = await count(folder, program, ["--dump-before=uv_chdir"]);
  if (windows.length !== WINDOW.all)
    throw new Error(`callgrind wrote down ${windows.length} windows, not ${WINDOW.all}`);
  return median(windows.slice(-WINDOW.last)) / WINDOW.calls;
}

/** Programs that are counted from their start to their end, beyond an empty module; some seconds each. */
const programs = {
  "import of .": ["import-entry.mjs", "privy-orders"],
  "import of ./testing": ["import-entry.mjs", "privy-orders/testing"],
  "first upsert, E.164": ["first-upsert.mjs", SPELLINGS.e164],
  "first upsert, national number": ["first-upsert.mjs", SPELLINGS.national],
};
/** Clients of which one call is counted, in a process that is warm; about half a minute each. */
const calls = {
  "a call over a stub": "privy-orders over a stub",
  "a call over undici": "privy-orders over undici",
  "a bare undici.request": "bare undici.request",
};

/**
 * Instructions by what was counted: whole programs, with their start and the first order of a process, and single calls.
 *
 * @param wanted their names; all when left out
 */
export async function measureInstructions(
  folder,
  wanted = [...Object.keys(programs), ...Object.keys(calls)],
) {
  if (!hasValgrind())
    throw new Error("instructions are counted by valgrind; install it: apt-get install valgrind");
  const server = await startServer(folder);
  try {
    const results = {};
    const empty = await countProgram(folder, EMPTY);
    for (const name of wanted) {
      results[name] = Object.hasOwn(programs, name)
        ? (await countProgram(folder, programs[name])) - empty
        : await countCalls(folder, calls[name], server.url);
    }
    return results;
  } finally {
    await server.end();
  }
}
