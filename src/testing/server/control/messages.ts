import type { EngagementInput } from "../../privy/engines/engagement.js";
import { pageOfList } from "./routing/page.js";
import type { ControlRoute } from "./routing/route.js";
import { anyObject, choice, integer, object, pageOf, text } from "./routing/schema.js";

const paging = { after: integer, limit: integer, order: choice("asc", "desc") };

/** The operations on opened and clicked messages and their revenue. */
export const MESSAGE_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake/engagements",
    summary: "The opened and clicked messages, in the order in which they were recorded.",
    query: paging,
    returns: pageOf(anyObject),
    answer: (call, { hook }) => pageOfList(call, hook.state().attribution.engagements, (one) => one),
  },
  {
    method: "POST",
    path: "/_fake/engagements",
    summary: "Records that a contact opened or clicked a message.",
    body: object(
      {
        "contactId?": text,
        "email?": text,
        "phone_number?": text,
        channel: choice("email", "sms"),
        kind: choice("open", "click"),
        message: text,
        "at?": text,
      },
      true,
    ),
    returns: anyObject,
    // Checked by the fake itself.
    answer: ({ body }, { privy }) => privy.recordEngagement(body as EngagementInput),
  },
  {
    method: "GET",
    path: "/_fake/attributions",
    summary: "The message that each order is credited to.",
    query: paging,
    returns: pageOf(anyObject),
    answer: (call, { privy }) => pageOfList(call, privy.attributions, (one) => one),
  },
];
