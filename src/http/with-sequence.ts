import type { Clock } from "./clock.js";
import { eventOf, notify } from "./observing/notify.js";
import type { Observer } from "./observing/observer.js";
import type { AcceptedAnswer, Call, HttpRequest, Transport } from "./transport.js";

/** How long after its deadline a call that holds a turn is taken for dead. Milliseconds. */
const graceMs = 1_000;

interface Member {
  readonly call: Call;
  /** Ends its wait: with the answer that another one of its turn got, or with itself when it is to send for them all. */
  readonly tell: (told: AcceptedAnswer | Member | Promise<never>) => void;
}

/** One turn in a line: a single call, or several that were coalesced into the newest. Oldest first. */
interface Turn {
  readonly members: Member[];
  /** Whether one who led it has given up after something was sent. */
  uncertain: boolean;
}

/** The calls of one key. */
interface Line {
  /** Who is sending. */
  holder: Call;
  /** The holder's turn, if it had to wait for it. */
  running: Turn | undefined;
  readonly waiting: Turn[];
}

/** The newest call's request with the state of all: a field that a later call left out keeps what an earlier one said. */
function mergedRequest(turn: Turn, newest: HttpRequest): HttpRequest {
  if (turn.members.length < 2 || newest.coalesce === undefined) return newest;
  const states = turn.members.map(({ call }) => call.request.coalesce?.state ?? {});
  return newest.coalesce.withState(Object.assign({}, ...states));
}

function mayJoin(turn: Turn | undefined, call: Call): turn is Turn {
  const key = call.request.coalesce?.key;
  return key !== undefined && turn?.members.at(-1)?.call.request.coalesce?.key === key;
}

function remove<Item>(items: Item[], item: Item): void {
  const index = items.indexOf(item);
  if (index >= 0) items.splice(index, 1);
}

/**
 * Lets calls with an equal `sequenceKey` run one after the other, in the order in which they were made; calls with other
 * keys, or none, run side by side. Calls that wait and may be coalesced take one turn together: the newest is sent, and
 * all get its answer. A call that gives up while it waits leaves the line.
 *
 * Each call does its own sending, never that of another: in Workers, what a request begins ends with it. There a holder can
 * vanish without a word, too, so a turn is over soon after its holder's deadline at the latest.
 */
export function withSequence(next: Transport, clock: Clock, observer?: Observer): Transport {
  const lines = new Map<string, Line>();

  /** The holder is done: the next newest of its turn leads, or the next turn begins. */
  const pass = (key: string, line: Line): void => {
    if (lines.get(key) !== line) return;
    line.running = line.running?.members.length ? line.running : line.waiting.shift();
    const leader = line.running?.members.at(-1);
    if (leader === undefined) lines.delete(key);
    else {
      line.holder = leader.call;
      leader.tell(leader);
    }
  };

  /** Ends the turn of a holder whose deadline has passed without a word. */
  const passOverdue = (key: string, line: Line): void => {
    const { holder, running } = line;
    if (lines.get(key) !== line || clock.now() < holder.deadlineAt + graceMs) return;
    try {
      // Should it be alive after all, its clock having been set forward, it must not overtake what follows.
      holder.expire();
    } catch {
      // In Workers it belongs to another request, whose requests cannot be ended from here.
    }
    const dead = running?.members.find(({ call }) => call === holder);
    if (running !== undefined && dead !== undefined) {
      running.uncertain ||= holder.attempts > 0;
      remove(running.members, dead);
    }
    pass(key, line);
  };

  /** Waits until it is this call's turn to send; or for the answer that another one of its turn got. */
  const wait = (key: string, line: Line, turn: Turn, call: Call): Promise<AcceptedAnswer | Member> =>
    new Promise((resolve, reject) => {
      let cancelTimer = (): void => undefined;
      const watch = (): void => {
        const delayMs = Math.max(1, line.holder.deadlineAt + graceMs - clock.now());
        cancelTimer = clock.setTimer(
          () => {
            passOverdue(key, line);
            if (waits) watch();
          },
          delayMs,
          "timeout",
        );
      };
      let waits = true;
      const settle = (): void => {
        waits = false;
        cancelTimer();
        call.signal.removeEventListener("abort", onAbort);
      };
      const onAbort = (): void => {
        settle();
        remove(turn.members, member);
        if (turn.members.length === 0) remove(line.waiting, turn);
        reject(call.signal.reason);
      };
      const member: Member = {
        call,
        tell: (told) => {
          settle();
          resolve(told);
        },
      };
      turn.members.push(member);
      call.signal.addEventListener("abort", onAbort, { once: true });
      watch();
      notify(observer, "onWait", { ...eventOf(call), reason: "sequence" });
    });

  const join = async (key: string, line: Line, call: Call): Promise<AcceptedAnswer> => {
    const last = line.waiting.at(-1);
    const turn: Turn = mayJoin(last, call) ? last : { members: [], uncertain: false };
    if (turn !== last) line.waiting.push(turn);
    const told = await wait(key, line, turn, call);
    if (!("tell" in told)) return told;
    call.request = mergedRequest(turn, call.request);
    call.uncertain ||= turn.uncertain;
    try {
      const answer = await next(call);
      remove(turn.members, told);
      for (const { call: older, tell } of turn.members.splice(0)) {
        older.supersededBy = call;
        tell(answer);
      }
      return answer;
    } catch (error) {
      remove(turn.members, told);
      turn.uncertain ||= call.attempts > 0;
      // When only this call has given up, the next newest leads: no state may be lost.
      if (!call.signal.aborted) for (const { tell } of turn.members.splice(0)) tell(Promise.reject(error));
      throw error;
    } finally {
      if (line.holder === call) pass(key, line);
    }
  };

  return (call) => {
    const key = call.request.sequenceKey;
    if (key === undefined) return next(call);
    const taken = lines.get(key);
    if (taken !== undefined) passOverdue(key, taken);
    const line = lines.get(key);
    if (line !== undefined) return join(key, line, call);
    const own: Line = { holder: call, running: undefined, waiting: [] };
    lines.set(key, own);
    const done = (): void => {
      if (own.holder === call) pass(key, own);
    };
    const sending = next(call);
    // Before whoever made the call hears of its end.
    sending.then(done, done);
    return sending;
  };
}
