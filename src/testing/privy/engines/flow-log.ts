import type { FlowEvaluation, FlowRun } from "./flow-run.js";

/** The flows' runs and evaluations. Plain data. */
export interface FlowLogSnapshot {
  readonly runs: readonly FlowRun[];
  readonly evaluations: readonly FlowEvaluation[];
}

/** The records that judging an order reads and writes. */
export interface FlowLogWriter {
  /** Returns when the contact last entered the flow, in milliseconds. */
  lastEntryMs(flow: string, contactId: string): number | undefined;
  addRun(run: FlowRun): void;
  addEvaluation(evaluation: FlowEvaluation): FlowEvaluation;
  /** Returns whether the contact may be in a flow with an exit on purchase. */
  hasExits(contactId: string): boolean;
  /** Ends the contact's runs with an exit on purchase, except those that this order started, and returns them. */
  exitOnPurchase(contactId: string, orderId: string, exitedAt: string): readonly FlowRun[];
}

/** Stores runs and evaluations, indexed by contact. */
export class FlowLog implements FlowLogWriter {
  #runs: FlowRun[] = [];
  #evaluations: FlowEvaluation[] = [];
  /** When each contact last entered each flow, by flow name, then contact. */
  readonly #lastEntryMs = new Map<string, Map<string, number>>();
  /** The positions of each contact's active runs with an exit on purchase. */
  readonly #exitable = new Map<string, number[]>();
  readonly #exitsOnPurchase: (flow: string) => boolean;
  /** Cached, so that reading the state repeatedly does not copy it each time. */
  #view: FlowLogSnapshot | undefined;

  constructor(exitsOnPurchase: (flow: string) => boolean) {
    this.#exitsOnPurchase = exitsOnPurchase;
  }

  get view(): FlowLogSnapshot {
    this.#view ??= Object.freeze({
      runs: Object.freeze([...this.#runs]),
      evaluations: Object.freeze([...this.#evaluations]),
    });
    return this.#view;
  }

  get runCount(): number {
    return this.#runs.length;
  }

  lastEntryMs(flow: string, contactId: string): number | undefined {
    return this.#lastEntryMs.get(flow)?.get(contactId);
  }

  addRun(run: FlowRun): void {
    this.#view = undefined;
    const entries = this.#lastEntryMs.get(run.flow) ?? new Map<string, number>();
    entries.set(run.contactId, Date.parse(run.startedAt));
    this.#lastEntryMs.set(run.flow, entries);
    if (run.status === "running" && this.#exitsOnPurchase(run.flow)) {
      const positions = this.#exitable.get(run.contactId) ?? [];
      positions.push(this.#runs.length);
      this.#exitable.set(run.contactId, positions);
    }
    this.#runs.push(Object.freeze({ ...run }));
  }

  addEvaluation(evaluation: FlowEvaluation): FlowEvaluation {
    this.#view = undefined;
    const frozen = Object.freeze({ ...evaluation });
    this.#evaluations.push(frozen);
    return frozen;
  }

  hasExits(contactId: string): boolean {
    return this.#exitable.has(contactId);
  }

  /** Returns the runs that {@link exitOnPurchase} would end, as they would be afterwards. */
  exitsOnPurchase(contactId: string, orderId: string, exitedAt: string): readonly FlowRun[] {
    return (this.#exitable.get(contactId) ?? []).flatMap((position) => {
      const run = this.#runs[position];
      return run === undefined || run.orderId === orderId ? [] : [ended(run, exitedAt)];
    });
  }

  exitOnPurchase(contactId: string, orderId: string, exitedAt: string): readonly FlowRun[] {
    const kept: number[] = [];
    const exited: FlowRun[] = [];
    for (const position of this.#exitable.get(contactId) ?? []) {
      const run = this.#runs[position];
      if (run === undefined) continue;
      if (run.orderId === orderId) {
        kept.push(position);
        continue;
      }
      this.#view = undefined;
      const exit = ended(run, exitedAt);
      this.#runs[position] = exit;
      exited.push(exit);
    }
    if (kept.length > 0) this.#exitable.set(contactId, kept);
    else this.#exitable.delete(contactId);
    return exited;
  }

  /** Replaces everything by a snapshot. */
  restore(snapshot: FlowLogSnapshot): void {
    this.#runs = [];
    this.#evaluations = [];
    this.#lastEntryMs.clear();
    this.#exitable.clear();
    this.#view = undefined;
    for (const run of snapshot.runs) this.addRun(run);
    for (const evaluation of snapshot.evaluations) this.addEvaluation(evaluation);
  }
}

function ended(run: FlowRun, exitedAt: string): FlowRun {
  return Object.freeze({ ...run, status: "exited", exitedAt, exitReason: "contact_bought" });
}
