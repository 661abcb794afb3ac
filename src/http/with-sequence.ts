import { eventOf, notify } from "./notify.js";
import type { Observer } from "./observer.js";
import type { AcceptedAnswer, Call, HttpRequest, Transport } from "./transport.js";

interface Member {
  readonly call: Call;
  readonly resolve: (answer: AcceptedAnswer) => void;
  readonly reject: (reason: unknown) => void;
}

/** One turn in a line: a single call, or several that were coalesced into the newest. Oldest first. */
interface Turn {
  readonly members: Member[];
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

/** Sends a turn for all its members. When the one that leads gives up, the next newest leads: no state may be lost. */
async function run(turn: Turn, next: Transport): Promise<void> {
  let uncertain = false;
  for (let leader = turn.members.at(-1); leader !== undefined; leader = turn.members.at(-1)) {
    const { call } = leader;
    call.request = mergedRequest(turn, call.request);
    call.uncertain ||= uncertain;
    try {
      const answer = await next(call);
      for (const member of turn.members.splice(0)) {
        if (member !== leader) member.call.supersededBy = call;
        member.resolve(answer);
      }
    } catch (error) {
      uncertain ||= call.attempts > 0;
      const gaveUp = call.signal.aborted;
      leader.reject(error);
      const index = turn.members.indexOf(leader);
      if (index >= 0) turn.members.splice(index, 1);
      if (!gaveUp) for (const member of turn.members.splice(0)) member.reject(error);
    }
  }
}

/**
 * Lets calls with an equal `sequenceKey` run one after the other, in the order in which they were made; calls with other
 * keys, or none, run side by side. Calls that wait and may be coalesced take one turn together: the newest is sent, and
 * all get its answer. A call that gives up while it waits leaves the line.
 */
export function withSequence(next: Transport, observer?: Observer): Transport {
  const lines = new Map<string, Turn[]>();

  const leave = (key: string): void => {
    const turn = lines.get(key)?.shift();
    if (turn === undefined) lines.delete(key);
    else void run(turn, next).then(() => leave(key));
  };

  const join = (line: Turn[], call: Call): Promise<AcceptedAnswer> =>
    new Promise((resolve, reject) => {
      const last = line.at(-1);
      const turn = mayJoin(last, call) ? last : { members: [] };
      if (turn !== last) line.push(turn);
      const onAbort = (): void => {
        const index = turn.members.indexOf(member);
        // The one that leads a running turn hears of it from its own request.
        if (!line.includes(turn) && index === turn.members.length - 1) return;
        turn.members.splice(index, 1);
        if (turn.members.length === 0) line.splice(line.indexOf(turn), 1);
        reject(call.signal.reason);
      };
      const settle = (): void => call.signal.removeEventListener("abort", onAbort);
      const member: Member = {
        call,
        resolve: (answer) => {
          settle();
          resolve(answer);
        },
        reject: (reason) => {
          settle();
          reject(reason);
        },
      };
      turn.members.push(member);
      call.signal.addEventListener("abort", onAbort, { once: true });
      notify(observer, "onWait", { ...eventOf(call), reason: "sequence" });
    });

  return async (call) => {
    const key = call.request.sequenceKey;
    if (key === undefined) return next(call);
    const line = lines.get(key);
    if (line !== undefined) return join(line, call);
    lines.set(key, []);
    try {
      return await next(call);
    } finally {
      leave(key);
    }
  };
}
