import type { ConsentChange } from "../consents.js";
import type { FlowEvaluation, FlowRun } from "../engines/flow-run.js";
import type { FakeContact, FakeOrder, FakeWelcomeSms } from "../model.js";

/** A record before and after a change. */
export interface RecordChange<Stored> {
  /** Undefined when the request created it. */
  readonly before: Stored | undefined;
  readonly after: Stored;
}

/** What one request changed in the account: the stored records themselves, not copies. Each is frozen. */
export interface RequestEffects {
  readonly order: RecordChange<FakeOrder> | undefined;
  /** Undefined when the request did not change its contact. */
  readonly contact: RecordChange<FakeContact> | undefined;
  /** What each flow did with the order. */
  readonly evaluations: readonly FlowEvaluation[];
  /** The runs that ended because the contact bought. */
  readonly exits: readonly FlowRun[];
  readonly consents: readonly ConsentChange[];
  readonly welcomeSms: FakeWelcomeSms | undefined;
}

/** Collects what the request under way changes. */
export interface Journal {
  note<Name extends keyof RequestEffects>(name: Name, value: RequestEffects[Name]): void;
  /** Adds to a list. */
  append<Name extends "evaluations" | "exits" | "consents">(name: Name, more: RequestEffects[Name]): void;
  /** Returns what was collected, if anything, and starts again. */
  take(): RequestEffects | undefined;
}

type Draft = { -readonly [Name in keyof RequestEffects]: RequestEffects[Name] };

const none: readonly never[] = Object.freeze([]);

/** Creates an empty journal. A request that changes nothing costs nothing. */
export function createJournal(): Journal {
  let draft: Draft | undefined;
  const begin = (): Draft => {
    draft ??= {
      order: undefined,
      contact: undefined,
      evaluations: none,
      exits: none,
      consents: none,
      welcomeSms: undefined,
    };
    return draft;
  };
  return {
    note(name, value) {
      begin()[name] = value;
    },
    append(name, more) {
      if (more.length === 0) return;
      const effects = begin();
      const before = effects[name];
      // Lists of the same name hold records of the same kind.
      effects[name] = Object.freeze(before.length === 0 ? more : [...before, ...more]) as never;
    },
    take() {
      const taken = draft;
      draft = undefined;
      return taken;
    },
  };
}
