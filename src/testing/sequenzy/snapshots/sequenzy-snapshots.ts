import type { Clock } from "../../../http/clock.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { DefinitionProblems } from "../../kit/options/definition-problems.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { SequenzyState } from "../state.js";
import { FakeSequenzySnapshot } from "./fake-sequenzy-snapshot.js";

/** What a fake Sequenzy offers of snapshots, as a fake Privy does. */
export interface SequenzySnapshotControls {
  /** The whole account as it is now: keys, queue, orders, subscribers, events, automations, rates, the request log and the time. */
  snapshot(): FakeSequenzySnapshot;
  /**
   * Goes back to a snapshot, as often as needed; whatever is done from there comes out the same each time. Set faults are
   * forgotten and marks end.
   *
   * @param options `clock`: whether the clock is set back, too (default `"set"`), or kept
   * @throws FakeUsageError when it is no snapshot, or was taken under other decisions; then nothing has changed
   */
  restore(snapshot: FakeSequenzySnapshot, options?: { readonly clock?: "set" | "keep" | undefined }): void;
}

/** Makes the snapshots of one fake. */
export function createSequenzySnapshots(context: {
  state: () => SequenzyState;
  onRestore: () => void;
}): SequenzySnapshotControls {
  return {
    snapshot() {
      const { account, keys, rateLimiter, log, clock, decisions } = context.state();
      return new FakeSequenzySnapshot({
        account: account.snapshot(),
        keys: keys.snapshot(),
        rates: rateLimiter.snapshot(),
        log: log.snapshot(),
        atMs: clock.now(),
        decisions,
      });
    },
    restore(snapshot, options = {}) {
      const content = FakeSequenzySnapshot.open(snapshot);
      checkKeys("options", options, ["clock"]);
      const { clock = "set" } = options;
      const problems = new DefinitionProblems();
      problems.choice("options.clock", clock, ["set", "keep"]);
      problems.throwIfAny("restore was given options that it cannot use");
      const state = context.state();
      const own: Readonly<Record<string, string>> = state.decisions;
      const taken: Readonly<Record<string, string>> = content.decisions;
      const others = Object.keys(own).filter((name) => own[name] !== taken[name]);
      if (others.length > 0) {
        throw new FakeUsageError(`This snapshot was taken under other decisions (${others.join(", ")}).`);
      }
      state.account.restore(content.account);
      state.keys.restore(content.keys);
      state.rateLimiter.restore(content.rates);
      state.log.restore(content.log);
      if (clock === "set") setBack(state.clock, content.atMs);
      context.onRestore();
    },
  };
}

/** A clock that cannot be set, the machine's, goes on. */
function setBack(clock: Clock & { set?: unknown }, momentMs: number): void {
  if (typeof clock.set === "function") clock.set(momentMs);
}
