import type { NewState, StoredLetter, StoredState } from "../queue/engine/stored-state.js";
import type { BossJob } from "./boss-like.js";

/** What a job holds: a state without its order's id, which is the job's key. */
interface JobData {
  readonly at: number;
  readonly version?: number | undefined;
  readonly priority: NewState["priority"];
  readonly text: string;
  /** The `retryCount` that the next claim after a release in good order will have: what is above it are crashes. */
  readonly claims?: number;
  /** Its state is delivered; it stands for the lease alone. */
  readonly gone?: true;
}

export const jobOf = (row: unknown): BossJob => row as BossJob; // what pg-boss gives with includeMetadata

export function jobDataOf(job: BossJob): JobData {
  // This engine's own queue holds nothing else.
  return job.data as JobData;
}

export function dataOfState({ at, version, priority, text }: NewState): JobData {
  return { at, ...(version !== undefined && { version }), priority, text };
}

/** The states of jobs of one order, in the order of their arrival. */
export function statesOf(account: string, jobs: readonly BossJob[]): StoredState[] {
  return jobs
    .filter((job) => jobDataOf(job).gone !== true)
    .sort(
      (a, b) =>
        jobDataOf(a).at - jobDataOf(b).at ||
        a.createdOn.getTime() - b.createdOn.getTime() ||
        (a.id < b.id ? -1 : 1),
    )
    .map((job) => {
      const { at, version, priority, text } = jobDataOf(job);
      const state = { id: job.id, account, orderId: job.singletonKey ?? "", at, priority, text };
      return version === undefined ? state : { ...state, version };
    });
}

/** A letter as a job's data: with what it is found by at the top. */
export function dataOfLetter(letter: StoredLetter): object {
  const { account, orderId } = letter.state;
  return { ...letter, account, orderId };
}

export function letterOf(job: BossJob): StoredLetter {
  // Written by `dataOfLetter`.
  const {
    account: _account,
    orderId: _orderId,
    ...letter
  } = job.data as StoredLetter & Record<string, unknown>;
  return letter;
}

/** Makes ids that sort by time and, within a millisecond, by their order: UUIDs of version 7. */
export function createStateIds(): (atMs: number) => string {
  let last = 0;
  let count = 0;
  return (atMs) => {
    count = atMs === last ? (count + 1) % 0x1000 : 0;
    last = atMs;
    const random = globalThis.crypto.randomUUID();
    const time = Math.max(0, atMs).toString(16).padStart(12, "0").slice(-12);
    const place = count.toString(16).padStart(3, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${place}-${random.slice(19)}`;
  };
}
