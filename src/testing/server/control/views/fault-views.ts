import type { Clock } from "../../../../http/clock.js";
import type { Chaos, ChaosOptions } from "../../../kit/faults/chaos.js";
import type { FaultRuleView } from "../../../kit/faults/fault-rule.js";
import type { FakePrivy } from "../../../privy/fake-privy.js";

/** The chaos that was set through the control API. */
export interface ChaosView {
  readonly rate: number;
  /** How many requests it has looked at. */
  readonly requests: number;
  readonly injected: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** The chaos that was set, as it goes on. */
export interface StandingChaos {
  readonly id: string;
  readonly chaos: Chaos;
  readonly options: ChaosOptions;
}

/** Where faults are read from. */
export interface FaultSource {
  readonly privy: FakePrivy<Clock>;
  readonly chaos: { current: StandingChaos | undefined };
}

/** What is still to go wrong. */
export interface FaultsView {
  readonly pending: readonly FaultRuleView[];
  readonly chaos: ChaosView | null;
}

/** The faults that are set; chaos stands apart. */
export function faultsView({ privy, chaos }: FaultSource): FaultsView {
  const rules = privy.faultRules;
  const set = chaos.current;
  const isOn = set !== undefined && rules.some(({ id }) => id === set.id);
  return {
    pending: rules.filter(({ id }) => !isOn || id !== set.id),
    chaos: isOn ? chaosView(set) : null,
  };
}

function chaosView({ chaos: { requests, injected, counts }, options: { rate } }: StandingChaos): ChaosView {
  return { rate, requests, injected, counts };
}
