import { type Clock, systemClock } from "../../../http/clock.js";
import type { FakePrivy } from "../../privy/fake-privy.js";
import type { ControlHook } from "../../privy/served/control-hook.js";
import type { ControlContext } from "./control-context.js";
import { createEventFeed } from "./live/event-feed.js";
import { createListenerPlaces } from "./live/listener-places.js";
import { createClockControl } from "./views/clock-control.js";
import type { StandingChaos } from "./views/fault-views.js";
import { createRequestIndex } from "./views/request-index.js";
import { createSummaries } from "./views/request-summaries.js";
import { createSnapshotShelf } from "./views/snapshot-shelf.js";

/** Creates what the routes of one served fake need. */
export function createControlContext(options: {
  privy: FakePrivy<Clock>;
  hook: ControlHook;
  url: () => string;
  saved: ControlContext["saved"];
  begin: () => void;
}): ControlContext {
  const { privy, hook } = options;
  const summaryOf = createSummaries(hook.state);
  const clock = createClockControl(privy.clock);
  const places = createListenerPlaces();
  const chaos: { current: StandingChaos | undefined } = { current: undefined };
  return {
    ...options,
    startedAt: new Date(systemClock.now()).toISOString(),
    summaryOf,
    index: createRequestIndex(hook.state),
    clock,
    shelf: createSnapshotShelf(hook, clock),
    places,
    chaos,
    feed: createEventFeed({ privy, hook, summaryOf, clock, places, chaos }),
  };
}
