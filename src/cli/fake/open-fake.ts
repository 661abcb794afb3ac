import type { Clock } from "../../http/clock.js";
import { createRunningClock, type RunningClock } from "../../testing/kit/clock/running-clock.js";
import { credentialText } from "../../testing/kit/options/credential-text.js";
import { FakeUsageError } from "../../testing/kit/options/fake-usage-error.js";
import { createFakePrivy, type FakePrivy } from "../../testing/privy/fake-privy.js";
import { type ControlHook, controlHookOf } from "../../testing/privy/served/control-hook.js";
import type { LoadReport } from "../../testing/privy/served/load-seeds.js";
import type { StateFile } from "../../testing/server/state-file/state-file.js";
import { countOf } from "../display/format-text.js";
import { CliUsageError } from "../usage-error.js";
import type { FakeConfig } from "./fake-config.js";
import type { FakeOptions } from "./fake-options.js";

/** The fake of the command, before it is served. */
export interface OpenFake {
  readonly privy: FakePrivy<RunningClock>;
  readonly hook: ControlHook;
  /** Whether the token was derived from the seed. */
  readonly isMadeUp: boolean;
  /** Stores the account's initial data. */
  readonly begin: () => void;
  readonly file: StateFile | undefined;
  /** The seeds that were left out. */
  readonly notes: readonly string[];
}

async function createClock(how: string): Promise<RunningClock> {
  const clock = createRunningClock();
  if (how === "running") return clock;
  clock.freeze();
  if (how !== "frozen") await clock.set(how);
  return clock;
}

/**
 * Creates the fake from the options, the config and the state file.
 *
 * @throws CliUsageError or FakeUsageError for options, a config or a file that cannot be used
 */
export async function openFake(
  options: FakeOptions,
  config: FakeConfig,
  ownToken: string | undefined,
): Promise<OpenFake> {
  const clock = await createClock(options.clock);
  const isFrozen = options.clock !== "running";
  const { path } = config;
  const { tokens: given } = config.options;
  const own = ownToken && credentialText("PRIVY_FAKE_TOKEN", ownToken);
  // The fake itself refuses anything but a list.
  const tokens = own === undefined || !Array.isArray(given ?? []) ? given : [own, ...(given ?? [])];
  const privy = namingFile(path, () =>
    createFakePrivy({
      ...config.options,
      clock,
      tokens,
      acceptAny: options.anyToken,
      seed: options.seed ?? config.options.seed,
      keepRequests: options.keepRequests ?? config.options.keepRequests,
      rateLimit: options.rateLimit ?? config.options.rateLimit ?? (isFrozen ? false : undefined),
    }),
  );
  const hook = controlHookOf(privy);
  if (hook === undefined) throw new CliUsageError("The fake was not created.");
  const loads = await readLoads(options.load);
  const { contacts, orders, engagements } = config.begin;
  const notes: string[] = [];
  const begin = (): void => {
    notes.length = 0;
    refuseIfAny(path, hook.load({ contacts, orders }));
    for (const load of loads) {
      const refused = load.refused + hook.load({ orders: load.orders }).refused.length;
      if (refused > 0) {
        const many = countOf(refused, "order");
        notes.push(
          `${many} in ${load.file} cannot be used and will be missing: privy-orders check names the reason.`,
        );
      }
    }
    refuseIfAny(path, hook.load({ engagements }));
  };
  const file = await openState(options.state);
  try {
    const isRestored =
      file !== undefined && !options.fresh && (await restore(file, hook, clock, options.clock));
    if (!isRestored) begin();
  } catch (error) {
    await file?.release();
    throw error;
  }
  return { privy, hook, isMadeUp: tokens === undefined, begin, file, notes };
}

/** Names the config file in an error about its options. */
function namingFile<Result>(path: string | undefined, create: () => Result): Result {
  try {
    return create();
  } catch (error) {
    if (path === undefined || !(error instanceof FakeUsageError)) throw error;
    throw new CliUsageError(`${path} cannot be used. ${error.message}`);
  }
}

/** Loads the readers, only for a fake that loads orders. */
async function readLoads(
  files: readonly string[],
): Promise<readonly { file: string; orders: readonly object[]; refused: number }[]> {
  if (files.length === 0) return [];
  const { readSeedOrders } = await import("./read-seed-orders.js");
  const loads = [];
  for (const file of files) loads.push({ file, ...(await readSeedOrders(file)) });
  return loads;
}

/** Loads the state file's module, only for a fake that keeps its state. */
async function openState(path: string | undefined): Promise<StateFile | undefined> {
  if (path === undefined) return undefined;
  const { openStateFile } = await import("../../testing/server/state-file/state-file.js");
  return openStateFile(path);
}

function refuseIfAny(path: string | undefined, { refused }: LoadReport): void {
  if (refused.length === 0) return;
  const lines = refused.map(({ kind, index, message }) => `  begin.${kind}s[${index}]: ${message}`);
  throw new CliUsageError(`${path ?? "The config"} cannot be used:\n${lines.join("\n")}`);
}

async function restore(
  file: StateFile,
  hook: ControlHook,
  clock: RunningClock & Clock,
  how: string,
): Promise<boolean> {
  const saved = await file.load(hook);
  if (saved === undefined) return false;
  hook.restore(saved.content, { clock: "keep" });
  if (how !== "running") return true;
  const { mode, now, offsetMs } = saved.header.clock;
  if (mode === "running") await clock.set(Date.now() + offsetMs);
  else {
    clock.freeze();
    await clock.set(now);
  }
  return true;
}
