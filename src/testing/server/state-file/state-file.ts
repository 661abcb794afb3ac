import { constants } from "node:fs";
import { open, readFile, rename, unlink } from "node:fs/promises";
import process from "node:process";
import { InvalidInputError } from "../../../errors/invalid-input-error.js";
import { parseJson } from "../../../http/response/lossless-json.js";
import { takeLock } from "../../../import/node/checkpoint-lock.js";
import { syncFolder } from "../../../import/node/sync-folder.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { ControlHook } from "../../privy/served/control-hook.js";
import type { ClockView } from "../control/views/clock-control.js";
import { type ReadAccount, readAccountLines } from "./read-account-lines.js";
import { writeAccountLines } from "./write-account-lines.js";

/** A file with an account, complete at any moment. */
export interface StateFile {
  readonly path: string;
  /** When it was last saved, by the machine's clock: ISO 8601, UTC. */
  readonly savedAt: string | null;
  /** Reads the account; undefined without a file. Throws FakeUsageError when the file cannot be used. */
  load(hook: ControlHook): Promise<ReadAccount | undefined>;
  /** Replaces the file's content by the current account. */
  save(hook: ControlHook, clock: ClockView): Promise<void>;
  /** Releases the file for other processes. */
  release(): Promise<void>;
}

const { O_CREAT, O_EXCL, O_NOFOLLOW = 0, O_WRONLY } = constants;

const temporaryOf = (path: string, pid: number): string => `${path}.${pid}.tmp`;

/**
 * Opens a state file for this process alone. Each state is written beside it, flushed to the disk and renamed over it,
 * so that a process killed at any instant leaves either the old state or the new one. The lock of a killed process is
 * taken over.
 *
 * @throws FakeUsageError when another process uses it
 */
export async function openStateFile(path: string): Promise<StateFile> {
  const release = await lock(path);
  let savedAt: string | null = null;
  return {
    path,
    get savedAt() {
      return savedAt;
    },
    release,
    async load(hook) {
      let text: string;
      try {
        text = await readFile(path, "utf8");
      } catch (error) {
        const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
        if (code === "ENOENT") return undefined;
        throw new FakeUsageError(
          `${path} cannot be read (${String(code ?? "unknown error")}): name a file that this user may read and write.`,
        );
      }
      try {
        return readAccountLines(parseLines(text), hook.state());
      } catch (error) {
        if (!(error instanceof FakeUsageError)) throw error;
        throw new FakeUsageError(
          `${path} cannot be used. ${error.message} Start again with --fresh, or name another file; the file was not changed.`,
        );
      }
    },
    async save(hook, clock) {
      const temporary = temporaryOf(path, process.pid);
      // Left by an earlier process with the same id.
      await unlink(temporary).catch(() => undefined);
      const file = await open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
      try {
        const { seed } = hook.settings;
        const { emailKey } = hook.state().contacts;
        await writeAccountLines({ content: hook.capture(), clock, seed, emailKey }, async (chunk) => {
          await file.writeFile(chunk);
        });
        await file.sync();
      } catch (error) {
        await file.close();
        await unlink(temporary).catch(() => undefined);
        throw error;
      }
      await file.close();
      await rename(temporary, path);
      await syncFolder(path);
      savedAt = new Date().toISOString();
    },
  };
}

async function lock(path: string): Promise<() => Promise<void>> {
  try {
    return await takeLock(`${path}.lock`, (pid) => unlink(temporaryOf(path, pid)).catch(() => undefined));
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const holder = await readFile(`${path}.lock`, "utf8").catch(() => "");
    const pid = /"pid":(\d+)/.exec(holder)?.[1];
    throw new FakeUsageError(
      `${path} is in use by another fake${pid === undefined ? "" : ` (process ${pid})`}: end that one, or name another file.`,
    );
  }
}

function parseLines(text: string): readonly unknown[] {
  return text.split("\n").flatMap((line): unknown[] => {
    if (line === "") return [];
    try {
      return [parseJson(line)];
    } catch {
      throw new FakeUsageError("One of its lines is not valid JSON: it was cut off or changed.");
    }
  });
}
