import { ABOUT_ROUTES } from "./about.js";
import { CLOCK_ROUTES } from "./clock.js";
import { CONTACT_ROUTES } from "./contacts.js";
import { CREDENTIAL_ROUTES } from "./credentials.js";
import { FAULT_ROUTES } from "./faults.js";
import { FLOW_ROUTES } from "./flows.js";
import { LIVE_ROUTES } from "./live/live-routes.js";
import { MESSAGE_ROUTES } from "./messages.js";
import { createOpenApi } from "./openapi/open-api.js";
import { ORDER_ROUTES } from "./orders.js";
import { RATE_LIMIT_ROUTES } from "./rate-limit.js";
import { REQUEST_ROUTES } from "./requests.js";
import type { ControlRoute } from "./routing/route.js";
import { anyObject } from "./routing/schema.js";
import { SEGMENT_ROUTES } from "./segments.js";
import { SNAPSHOT_ROUTES } from "./snapshots.js";
import { CHECK_ROUTES } from "./tools/check.js";
import { EXPECT_ROUTES } from "./tools/expect.js";
import { REPLAY_ROUTES } from "./tools/replay.js";
import { STATE_ROUTES } from "./tools/state.js";

/** Every operation of the control API. */
export const CONTROL_ROUTES: readonly ControlRoute[] = [
  ...ABOUT_ROUTES,
  ...REQUEST_ROUTES,
  ...ORDER_ROUTES,
  ...CONTACT_ROUTES,
  ...FLOW_ROUTES,
  ...SEGMENT_ROUTES,
  ...MESSAGE_ROUTES,
  ...RATE_LIMIT_ROUTES,
  ...CLOCK_ROUTES,
  ...FAULT_ROUTES,
  ...SNAPSHOT_ROUTES,
  ...CREDENTIAL_ROUTES,
  ...LIVE_ROUTES,
  ...REPLAY_ROUTES,
  ...CHECK_ROUTES,
  ...EXPECT_ROUTES,
  ...STATE_ROUTES,
  {
    method: "GET",
    path: "/_fake/openapi.json",
    summary: "This description.",
    returns: anyObject,
    answer: (_, { url }) => createOpenApi(CONTROL_ROUTES, url()),
  },
];
