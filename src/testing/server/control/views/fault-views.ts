import type { Clock } from "../../../../http/clock.js";
import type { Chaos, ChaosOptions } from "../../../kit/faults/chaos.js";
import type { FaultRuleView } from "../../../kit/faults/fault-rule.js";
import type { FakePrivy } from "../../../privy/fake-privy.js";

/** The chaos that was set through the control API. */
export interface ChaosView {
  readonly rate: number;
  /** How many requests it has considered. */
  readonly requests: number;
  readonly injected: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** The running chaos. */
export interface StandingChaos {
  readonly id: string;
  readonly chaos: Chaos;
  readonly options: ChaosOptions;
}

/** The source of faults. */
export interface FaultSource {
  readonly privy: FakePrivy<Clock>;
  readonly chaos: { current: StandingChaos | undefined };
}

/** The faults that have not struck. */
export interface FaultsView {
  readonly pending: readonly FaultRuleView[];
  readonly chaos: ChaosView | null;
}

/** Lists the faults that are set, without chaos. */
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
