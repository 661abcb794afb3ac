import type { RateStoreReport } from "../../../../src/http/rate/shared/rate-store.js";
import { PRIVY_WINDOWS } from "../../../../src/privy/rate-budget.js";
import type { Step } from "./store-models.js";

const startMs = 1_795_688_575_442;

interface Told {
  readonly limit: number;
  readonly remaining: number;
  readonly inMs: number;
}

interface Report {
  readonly day?: Told;
  readonly minute?: Told;
  readonly fate?: RateStoreReport["fate"];
  readonly shutMs?: number;
}

type Act = (nowMs: number) => Step;

const acquire =
  (id: string, reserveShare = 0): Act =>
  (nowMs) => ({
    kind: "acquire",
    nowMs,
    request: { id, leaseMs: 15_000, reserveShare, maxShare: 1, windows: PRIVY_WINDOWS },
  });

const release =
  (id: string, { day, minute, fate = "answered", shutMs }: Report = {}): Act =>
  (nowMs) => {
    const windows = PRIVY_WINDOWS.map((rule, index) => ({ ...rule, ...(index === 0 ? day : minute) }));
    return { kind: "release", id, nowMs, report: { windows, fate, ...(shutMs !== undefined && { shutMs }) } };
  };

/** Acts in their order; a number lets so many milliseconds pass. */
function plan(...acts: readonly (Act | number)[]): Step[] {
  let nowMs = startMs;
  return acts.flatMap((act) => {
    if (typeof act !== "number") return act(nowMs);
    nowMs += act;
    return [];
  });
}

const told = (remaining: number, inMs: number, limit = 5): Told => ({ limit, remaining, inMs });
const learn = (report: Report): Act[] => [acquire("a-1"), release("a-1", report)];
/** A pause, and the one call that may try before it is over. */
const probe = [...learn({ shutMs: 200_000 }), 60_000, acquire("a-2"), acquire("b-2")];

/** Plans that random ones hardly meet: each at a border, where one more or one less decides. */
export const borderPlans: readonly (readonly Step[])[] = [
  plan(...probe, release("a-2"), acquire("b-1")),
  plan(...probe, release("a-2", { fate: "lost" }), acquire("b-1")),
  plan(...probe, release("a-2", { shutMs: 0 }), acquire("b-1")),
  plan(...probe, 15_000, acquire("b-1"), acquire("b-2")),
  // A reset that is said to be a little later or earlier is the same one.
  ...[31_500, 31_501, 28_500, 28_499].map((inMs) =>
    plan(
      acquire("a-1"),
      ...learn({ minute: told(3, 30_000) }),
      acquire("b-1"),
      release("b-1", { minute: told(2, inMs) }),
    ),
  ),
  // Without a lease any more, nothing is known of its age.
  plan(...learn({ minute: told(3, 30_000) }), release("c-2", { minute: told(2, 31_501) })),
  // A response that is reported late may be of the same window by the time of its request.
  ...[31_500, 31_501, 32_499, 32_500, 32_501].map((inMs) =>
    plan(
      acquire("a-1"),
      release("a-1", { minute: told(3, 30_000) }),
      acquire("b-1"),
      1_000,
      release("b-1", { minute: told(2, inMs) }),
    ),
  ),
  // A request that was lost at the very begin of its window, by its own end and by that of its lease.
  plan(
    acquire("a-1"),
    1_000,
    acquire("b-1"),
    release("a-1", { minute: told(3, 60_000) }),
    release("b-1", { fate: "lost" }),
  ),
  plan(acquire("b-1"), 14_000, ...learn({ minute: told(3, 61_000) }), 1_000, acquire("c-1")),
  // A response to a request that began just as another one was lost.
  plan(
    ...learn({ minute: told(3, 30_000) }),
    acquire("b-1"),
    release("b-1", { fate: "lost" }),
    acquire("c-1"),
    release("c-1", { minute: told(3, 30_000) }),
  ),
  // Two pauses that end at once.
  plan(...learn({ shutMs: 5_700 }), 700, release("b-1", { shutMs: 5_000 }), acquire("c-1")),
  // Both windows are full: which of them counts, and until when.
  ...[
    { day: told(1, 60_000), minute: told(1, 60_000) },
    { day: told(1, 5_000), minute: told(1, 60_000) },
    { day: told(1, 60_000), minute: told(0, 5_000) },
    { day: told(0, 5_000), minute: told(1, 60_000) },
  ].map((report) => plan(...learn(report), acquire("b-1"), acquire("b-2"), acquire("c-1"))),
  plan(acquire("c-1"), 1_000, ...learn({ day: told(1, 60_000), minute: told(0, 5_000) }), acquire("b-1")),
  // A window that is longer than it should be, with a large reserve; and a reserve that melts within a millisecond.
  plan(...learn({ minute: told(253, 61_500, 1_000) }), acquire("b-1", 0.25)),
  plan(...learn({ minute: told(500, 29_970, 1_000) }), acquire("b-1", 1), 1, acquire("b-2", 1)),
];
