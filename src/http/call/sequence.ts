import { abandonedAt } from "../abandoned-call.js";
import type { Clock } from "../clock.js";
import type { ReceivedResponse } from "../response/received-response.js";
import type { Call, Progress } from "./call.js";
import type { Wait } from "./wait.js";

/** A call as the sequence sees it. */
export interface SequenceMember {
  readonly call: Call;
  readonly progress: Readonly<Progress>;
  /** Ends the call as its deadline does. */
  expire(): void;
}

/** The response of the call that sent for a whole turn. */
export interface SharedResponse {
  readonly response: ReceivedResponse;
  readonly attempts: number;
  readonly uncertain: boolean;
}

/** What a wait ends with: the call is to send, for its whole turn; or another one has sent for it. */
export type Turn =
  | { readonly sends: true; readonly state: object | undefined; readonly uncertain: boolean }
  | { readonly sends: false; readonly shared: SharedResponse };

/** How a call that was to send ended. */
export type TurnEnd =
  | { readonly kind: "response"; readonly shared: SharedResponse }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "gave_up" };

/** One turn in a line: a single call, or several that are coalesced. Oldest first. */
interface Group {
  readonly waiters: Waiter[];
  /** Whether one that sent for the group has given up after something was sent. */
  uncertain: boolean;
}

/** The calls of one key. */
interface Line {
  /** The call that sends. */
  holder: SequenceMember;
  /** The holder's group, if it had to wait. */
  running: Group | undefined;
  readonly waiting: Group[];
}

function remove<Item>(items: Item[], item: Item): void {
  const index = items.indexOf(item);
  if (index >= 0) items.splice(index, 1);
}

function mayJoin(group: Group | undefined, { call }: SequenceMember): group is Group {
  const { coalesce, version } = call.request;
  const last = group?.waiters.at(-1)?.member.call.request;
  // An older version that comes later is not merged into a newer one: its own turn will show that it is too old.
  const isOlder = version !== undefined && last?.version !== undefined && version < last.version;
  return coalesce !== undefined && last?.coalesce?.key === coalesce.key && !isOlder;
}

/** The state of all: a field that a later call left out keeps the value of an earlier one. */
function mergedState({ waiters }: Group): object | undefined {
  if (waiters.length < 2) return undefined;
  return Object.assign({}, ...waiters.map(({ member }) => member.call.request.coalesce?.state ?? {}));
}

/** A call that waits for its turn. Its promise is awaited by the call itself, so that each does its own sending. */
class Waiter implements Wait<Turn> {
  readonly member: SequenceMember;
  readonly turn: Promise<Turn>;
  readonly giveUp: () => void;
  cancelTimer: () => void = () => undefined;
  resolve: (turn: Turn) => void = () => undefined;
  reject: (error: unknown) => void = () => undefined;

  constructor(member: SequenceMember, giveUp: (waiter: Waiter) => void) {
    this.member = member;
    this.giveUp = () => giveUp(this);
    this.turn = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }
}

/**
 * Lets calls with an equal `sequenceKey` run one after the other, in the order in which they were made; calls with other
 * keys run side by side.
 *
 * ```text
 *            enter                 leave, calls wait
 * no line ──────────► one sends ◄───────────────────┐
 *    ▲                 │  │  └──────────────────────┘  the next group's newest call sends
 *    └─────────────────┘  │ enter: waits in the last group if it may be coalesced, else in a new one
 *      leave, none wait   └─ gives up, or is abandoned: the next newest of its group sends
 * ```
 *
 * Calls that are coalesced are one group: the newest is sent with the state of all, and all get its response. Each call
 * does its own sending, never that of another: in Workers, what a request begins ends with it.
 */
export class Sequence {
  readonly #lines = new Map<string, Line>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes the turn at once, then nothing is returned; or waits for it. */
  enter(key: string, member: SequenceMember): Wait<Turn> | undefined {
    if (this.#lines.has(key)) this.#passAbandoned(key);
    const line = this.#lines.get(key);
    if (line !== undefined) return this.#join(key, line, member);
    this.#lines.set(key, { holder: member, running: undefined, waiting: [] });
    return undefined;
  }

  /** The call that sends is over. Nothing happens if it is not its turn (any more). */
  leave(key: string, member: SequenceMember, end: TurnEnd): void {
    const line = this.#lines.get(key);
    if (line?.holder !== member) return;
    const group = line.running;
    if (group === undefined && line.waiting.length === 0) {
      this.#lines.delete(key);
      return;
    }
    if (group !== undefined) {
      const own = group.waiters.find((waiter) => waiter.member === member);
      if (own !== undefined) remove(group.waiters, own);
      group.uncertain ||= member.progress.attempts > 0;
      // When only this call has given up, the next newest sends: no state may be lost.
      if (end.kind !== "gave_up") for (const waiter of group.waiters.splice(0)) this.#share(waiter, end);
    }
    this.#pass(key, line);
  }

  #share(waiter: Waiter, end: Exclude<TurnEnd, { kind: "gave_up" }>): void {
    waiter.cancelTimer();
    if (end.kind === "response") waiter.resolve({ sends: false, shared: end.shared });
    else waiter.reject(end.error);
  }

  /** The next newest of the same group sends, or the next group begins. */
  #pass(key: string, line: Line): void {
    line.running = line.running?.waiters.length ? line.running : line.waiting.shift();
    const group = line.running;
    const next = group?.waiters.at(-1);
    if (group === undefined || next === undefined) {
      this.#lines.delete(key);
      return;
    }
    line.holder = next.member;
    next.cancelTimer();
    next.resolve({ sends: true, state: mergedState(group), uncertain: group.uncertain });
  }

  /** Ends the turn of a call that should have been over long ago. */
  #passAbandoned(key: string): void {
    const line = this.#lines.get(key);
    if (line === undefined) return;
    const { holder } = line;
    if (this.#clock.now() < abandonedAt(holder.call.deadlineAt)) return;
    try {
      // Should it be alive after all, its clock having been set forward, it must not overtake what follows.
      holder.expire();
    } catch {
      // In Workers it belongs to another request, whose requests cannot be ended from here.
    }
    // If it has not left by itself.
    this.leave(key, holder, { kind: "gave_up" });
  }

  #join(key: string, line: Line, member: SequenceMember): Wait<Turn> {
    const last = line.waiting.at(-1);
    const group: Group = mayJoin(last, member) ? last : { waiters: [], uncertain: false };
    if (group !== last) line.waiting.push(group);
    const waiter = new Waiter(member, () => {
      if (line.holder === member) {
        this.leave(key, member, { kind: "gave_up" });
        return;
      }
      waiter.cancelTimer();
      remove(group.waiters, waiter);
      if (group.waiters.length === 0) remove(line.waiting, group);
    });
    group.waiters.push(waiter);
    this.#watch(key, line, waiter);
    return waiter;
  }

  /** Looks after the holder. Each waiter does so itself: in Workers, a timer ends with the request that set it. */
  #watch(key: string, line: Line, waiter: Waiter): void {
    const delayMs = Math.max(1, abandonedAt(line.holder.call.deadlineAt) - this.#clock.now());
    const onTime = (): void => {
      this.#passAbandoned(key);
      if (line.holder !== waiter.member) this.#watch(key, line, waiter);
    };
    waiter.cancelTimer = this.#clock.setTimer(onTime, delayMs, "timeout");
  }
}
