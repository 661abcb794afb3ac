import type { Clock } from "../../http/clock.js";
import { checkKeys } from "../kit/options/check-keys.js";
import { DefinitionProblems } from "../kit/options/definition-problems.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { ServerState } from "./account/server-state.js";
import { captureAccount, restoreAccount } from "./account-snapshot.js";
import { FakePrivySnapshot } from "./fake-privy-snapshot.js";

/** Options of `restore`. */
export interface RestoreOptions {
  /**
   * Whether the clock is set back to the moment of the snapshot too. The machine's clock cannot be set and continues in
   * any case; a clock that several fakes share is set for all of them. Default `"set"`.
   */
  readonly clock?: "set" | "keep" | undefined;
}

/** The snapshots of a fake. */
export interface SnapshotControls {
  /**
   * Captures the whole account: contacts, orders, flow runs, consent histories, credentials, integrations, rate
   * windows, the request log, what the next ids will be, and the time. Faults and the definitions of flows and segments
   * are not part of it. Costs a reference for each record, not a copy.
   */
  snapshot(): FakePrivySnapshot;
  /**
   * Returns the account to a snapshot, any number of times; the same actions then have the same results, ids included.
   * Set faults are removed and marks end, as with `reset`. The clock is set back (see `RestoreOptions`); timers keep
   * their remaining time.
   *
   * It may be the snapshot of another fake with the same decisions, so that one seeded account serves any number of
   * parallel tests. The flows and segments stay those of the fake that it is restored into.
   *
   * @throws FakeUsageError, and changes nothing, for anything but a snapshot, or one taken under other decisions
   */
  restore(snapshot: FakePrivySnapshot, options?: RestoreOptions): void;
}

/** Creates the snapshots of one fake; `onRestore` is called after each restore. */
export function createSnapshots(context: {
  state: () => ServerState;
  onRestore: () => void;
}): SnapshotControls {
  return {
    snapshot() {
      const state = context.state();
      return new FakePrivySnapshot({
        account: captureAccount(state),
        atMs: state.clock.now(),
        decisions: state.decisions,
      });
    },
    restore(snapshot, options = {}) {
      const content = FakePrivySnapshot.open(snapshot);
      checkKeys("options", options, ["clock"]);
      const { clock = "set" } = options;
      const problems = new DefinitionProblems();
      problems.choice("options.clock", clock, ["set", "keep"]);
      problems.throwIfAny("restore was given unknown or wrong options");
      const state = context.state();
      refuseOtherDecisions(content.decisions, state.decisions);
      restoreAccount(content.account, state);
      if (clock === "set") setClock(state.clock, content.atMs);
      context.onRestore();
    },
  };
}

function refuseOtherDecisions(taken: Readonly<Record<string, string>>, own: typeof taken): void {
  const others = Object.keys(own).filter((name) => own[name] !== taken[name]);
  if (others.length === 0) return;
  throw new FakeUsageError(
    `This snapshot was taken under other decisions (${others.join(", ")}): with its own, this fake could ` +
      "never have reached that state. Create both fakes with the same `decisions`.",
  );
}

function setClock(clock: Clock & { set?: unknown }, momentMs: number): void {
  if (typeof clock.set === "function") clock.set(momentMs);
}
