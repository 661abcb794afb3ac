import type { Clock } from "../../../http/clock.js";
import type { RequestSummary } from "../../../query/request-summary.js";
import type { LogEntry } from "../../kit/log/log-entry.js";
import type { RequestEffects } from "../../privy/account/journal.js";
import type { FakePrivy } from "../../privy/fake-privy.js";
import type { ControlHook } from "../../privy/served/control-hook.js";
import type { EventFeed } from "./live/event-feed.js";
import type { ListenerPlaces } from "./live/listener-places.js";
import type { ClockControl } from "./views/clock-control.js";
import type { StandingChaos } from "./views/fault-views.js";
import type { RequestIndex } from "./views/request-index.js";
import type { SnapshotShelf } from "./views/snapshot-shelf.js";

/** What the routes of one served fake need. */
export interface ControlContext {
  readonly privy: FakePrivy<Clock>;
  readonly hook: ControlHook;
  /** Scheme, host and port. */
  readonly url: () => string;
  /** ISO 8601, UTC, by the machine's clock. */
  readonly startedAt: string;
  /** The file that the state is saved in, if any. */
  readonly saved: () => { readonly file: string | null; readonly savedAt: string | null };
  /** Stores the account's initial data. */
  readonly begin: () => void;
  readonly summaryOf: (entry: LogEntry<RequestEffects>) => RequestSummary;
  readonly index: RequestIndex;
  readonly clock: ClockControl;
  readonly shelf: SnapshotShelf;
  readonly places: ListenerPlaces;
  readonly feed: EventFeed;
  /** The chaos that was set through the control API. */
  readonly chaos: { current: StandingChaos | undefined };
}
