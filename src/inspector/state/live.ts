import type { RequestSummary } from "../../query/request-summary.js";
import { CallError, callFake, needsKey, readFake } from "../api/call-fake.js";
import { followEvents } from "../api/event-stream.js";
import { readExactJson } from "../api/exact-json.js";
import type { StreamEvent } from "../api/read-events.js";
import type { ArmedFault, FakeInfo, ListPage, ShownChaos, ShownClock, ShownRate } from "../api/shapes.js";
import {
  accountEra,
  accountVersion,
  chaos,
  connection,
  counts,
  info,
  pendingFaults,
  rate,
  requests,
  setClock,
} from "./account.js";
import { toast, toastError } from "./toasts.js";

const firstRows = 200;
const moreRows = 2_000;
/** Which account is being loaded: an older load that comes in later is dropped. */
let load = 0;
let isLoading = false;
/** What has come by events since the load began, which may not be in what it gives. */
let arrived: RequestSummary[] = [];

/** How many resets and restores of this page have not come back as events: those need no message of their own. */
let own = 0;

/** Calls the fake so that the event of the change, which comes back to this page, too, is not told again. */
export async function changeAccount<Result>(path: string): Promise<Result> {
  own += 1;
  try {
    return await callFake<Result>("POST", path, {});
  } catch (error) {
    own -= 1;
    throw error;
  }
}

/** Loads the account and follows it for as long as the page lives. */
export async function startLive(): Promise<void> {
  // The events go on from the rows that are there.
  await loadAll();
  followEvents({
    position: () => requests.last(),
    onState(state) {
      if (state === "live") {
        connection.value = { state, since: 0 };
        void refresh();
        return;
      }
      own = 0;
      if (connection.peek().state !== state) connection.value = { state, since: Date.now() };
    },
    onEvent,
  });
}

/** Loads everything anew: the newest rows at once, the others behind them. */
export async function loadAll(): Promise<void> {
  load += 1;
  const mine = load;
  isLoading = true;
  arrived = [];
  try {
    const [about, newest] = await Promise.all([
      readFake<FakeInfo>(""),
      readFake<ListPage<RequestSummary>>(`/requests?limit=${firstRows}&order=desc`),
    ]);
    if (mine !== load) return;
    accountEra.value = mine;
    requests.clear();
    requests.setKeep(about.config.keepRequests);
    takeInfo(about);
    requests.addOlder(newest.data.toReversed());
    requests.add(arrived);
    accountVersion.value += 1;
    // Another tab may be the one that follows the events.
    connection.value = { state: "live", since: 0 };
    Promise.all([loadGauges(), loadOlder(mine)]).catch(onFailure);
  } catch (error) {
    onFailure(error);
  } finally {
    if (mine === load) isLoading = false;
  }
}

function onFailure(error: unknown): void {
  if (error instanceof CallError && error.status === 0) return;
  if (!needsKey.peek()) toastError(error);
}

/** The rest, from the newest to the oldest, so that the list grows at its end. */
async function loadOlder(mine: number): Promise<void> {
  for (;;) {
    const first = requests.rows.peek().list[0]?.n ?? 1;
    if (first <= 1) return;
    const older = await readFake<ListPage<RequestSummary>>(
      `/requests?limit=${moreRows}&order=desc&before=${first}`,
    );
    if (mine !== load || older.data.length === 0) return;
    requests.addOlder(older.data.toReversed());
  }
}

let isCatchingUp = false;

/** Loads what the events have left out, each request once. */
async function catchUp(): Promise<void> {
  if (isCatchingUp) return;
  isCatchingUp = true;
  const mine = load;
  try {
    for (;;) {
      const next = await readFake<ListPage<RequestSummary>>(
        `/requests?limit=${moreRows}&order=asc&after=${requests.last()}`,
      );
      if (mine !== load || next.data.length === 0) break;
      requests.add(next.data);
    }
    await refresh();
  } catch (error) {
    onFailure(error);
  } finally {
    isCatchingUp = false;
  }
}

/** Loads what stands beside every view: faults, rate limit, clock and numbers. */
export async function loadGauges(): Promise<void> {
  const [faults, limit] = await Promise.all([
    readFake<Told>("/faults"),
    readFake<ShownRate | null>("/rate-limit"),
  ]);
  takeFaults(faults);
  takeRate(limit);
  accountVersion.value += 1;
}

/** After the stream is open again: another fake may have taken the place of the one that was there. */
async function refresh(): Promise<void> {
  const about = await readFake<FakeInfo>("").catch(() => undefined);
  // The stream is lost as well then, and the next opening tries again.
  if (!about) return;
  const known = info.peek();
  takeInfo(about);
  if (known?.startedAt === about.startedAt) return;
  if (known) toast("The fake was restarted.");
  if (known || !isLoading) await loadAll();
}

function takeInfo(about: FakeInfo): void {
  info.value = about;
  counts.value = about.counts;
  setClock(about.clock);
}

/** A list calls them `data`, an event `pending`. */
function takeFaults({ data = [], pending = data, chaos: told }: Told): void {
  pendingFaults.value = pending;
  chaos.value = told ?? undefined;
}

function takeRate(given: Partial<ShownRate> | null | undefined): void {
  const { minute, day } = given ?? {};
  rate.value = minute && day ? { minute, day } : undefined;
}

interface Told extends Partial<ShownClock> {
  readonly rows?: readonly RequestSummary[];
  readonly counts?: Readonly<Record<string, number>>;
  readonly rate?: ShownRate | null;
  readonly faults?: Told;
  readonly pending?: readonly ArmedFault[];
  readonly data?: readonly ArmedFault[];
  readonly chaos?: ShownChaos | null;
  readonly because?: string;
}

function onEvent({ event, data }: StreamEvent): void {
  // The fake's own events; `shapes` says what is in them.
  const told = readExactJson(data) as Told;
  if (event === "gap") return void catchUp();
  if (event === "account" && told.because !== "change") {
    const message = changes[told.because ?? ""];
    if (message && own > 0) own -= 1;
    else if (message) toast(message);
    void loadAll();
    return;
  }
  if (event === "requests") {
    const { rows = [] } = told;
    if (isLoading) arrived.push(...rows);
    // Rows that are missing come first.
    if ((rows[0]?.n ?? 0) > requests.last() + 1) void catchUp();
    else requests.add(rows);
    if (told.counts) counts.value = told.counts;
    if (told.rate !== undefined) takeRate(told.rate);
    if (told.faults) takeFaults(told.faults);
  }
  if (event === "clock") setClock(told as ShownClock); // that event is one
  if (event === "faults") takeFaults(told);
  accountVersion.value += 1;
  if (event === "account") void refresh();
}

const changes: Readonly<Record<string, string>> = {
  reset: "The account was reset.",
  restore: "A snapshot was restored.",
};
