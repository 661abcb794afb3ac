import type { Clock } from "../../../http/clock.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { DefinitionProblems } from "../../kit/options/definition-problems.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { SequenzyState } from "../state.js";
import { FakeSequenzySnapshot } from "./fake-sequenzy-snapshot.js";

/** The snapshots of a fake Sequenzy. */
export interface SequenzySnapshotControls {
  /** Captures the whole account: keys, queue, orders, subscribers, events, automations, rates, the request log and the time. */
  snapshot(): FakeSequenzySnapshot;
  /**
   * Returns the account to a snapshot, any number of times; the same actions then have the same results. Set faults are
   * removed and marks end.
   *
   * @param options `clock`: whether the clock is set back too (`"set"`, the default) or kept (`"keep"`)
   * @throws FakeUsageError, and changes nothing, for anything but a snapshot, or one taken under other decisions
   */
  restore(snapshot: FakeSequenzySnapshot, options?: { readonly clock?: "set" | "keep" | undefined }): void;
}

/** Creates the snapshots of one fake. */
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
      problems.throwIfAny("restore was given unknown or wrong options");
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

/** Sets the clock back; the machine's clock cannot be set and continues. */
function setBack(clock: Clock & { set?: unknown }, momentMs: number): void {
  if (typeof clock.set === "function") clock.set(momentMs);
}
