import type { Clock } from "../../http/clock.js";
import { checkKeys } from "../kit/options/check-keys.js";
import { DefinitionProblems } from "../kit/options/definition-problems.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { ServerState } from "./account/server-state.js";
import { captureAccount, restoreAccount } from "./account-snapshot.js";
import { FakePrivySnapshot } from "./fake-privy-snapshot.js";

/** What `restore` can be told. */
export interface RestoreOptions {
  /**
   * Whether the clock is set back to the moment of the snapshot, too. A clock that cannot be set, the machine's, goes on in
   * any case; a clock that several fakes share is set for all of them. Default `"set"`.
   */
  readonly clock?: "set" | "keep" | undefined;
}

/** What a fake offers of snapshots. */
export interface SnapshotControls {
  /**
   * The whole account as it is now: contacts, orders, flow runs, consent histories, credentials, integrations, rate
   * windows, the request log, what the next ids will be, and the time. Neither faults nor flow and segment definitions
   * belong to it. Costs a reference for each record, not a copy.
   */
  snapshot(): FakePrivySnapshot;
  /**
   * Goes back to a snapshot, as often as one likes; whatever is done from there comes out the same each time, ids included.
   * Set faults are forgotten and marks end, as with `reset`. The clock is set back (`RestoreOptions`); timers keep what
   * they have to go.
   *
   * A snapshot of another fake will do as well, so that one seeded account can serve any number of parallel tests; the
   * flows and segments are those of the fake that it is restored into. Only the decisions must be the same.
   *
   * @throws FakeUsageError when it is no snapshot, or was taken under other decisions; then nothing has changed
   */
  restore(snapshot: FakePrivySnapshot, options?: RestoreOptions): void;
}

/** Makes the snapshots of one fake; `onRestore` hears of each return, once the account is what it was. */
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
      problems.throwIfAny("restore was given options that it cannot use");
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
    `This snapshot was taken under other decisions (${others.join(", ")}): the account would be one that this fake could ` +
      "never have come to. Make both fakes with the same `decisions`.",
  );
}

function setClock(clock: Clock & { set?: unknown }, momentMs: number): void {
  if (typeof clock.set === "function") clock.set(momentMs);
}
