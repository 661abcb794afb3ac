import type { SegmentDefinition } from "../../privy/engines/segment-definition.js";
import { segmentMembers } from "../../privy/engines/segment-engine.js";
import type { ControlContext } from "./control-context.js";
import { ControlError } from "./routing/control-error.js";
import { pageOfList } from "./routing/page.js";
import { readParam } from "./routing/parameters.js";
import type { ControlCall, ControlRoute } from "./routing/route.js";
import { anyObject, integer, named, object, pageOf, text } from "./routing/schema.js";

function membersOf(segment: SegmentDefinition, { hook }: ControlContext): readonly string[] {
  const { contacts, clock, decisions, orders } = hook.state();
  const { statisticsOrdersOf } = orders;
  return segmentMembers(segment, contacts.live(), { clock, decisions, statisticsOrdersOf });
}

function listMembers(call: ControlCall, context: ControlContext): unknown {
  const { hook } = context;
  const name = readParam(call.params, "name");
  const segment = hook.settings.segments.find((one) => one.name === name);
  if (segment === undefined) throw ControlError.notFound("Unknown segment: none has that name");
  const { contacts } = hook.state();
  return pageOfList(call, membersOf(segment, context), (id) => contacts.byId(id));
}

/** The operations on segments. */
export const SEGMENT_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake/segments",
    summary: "The segments, and how many contacts each has now.",
    query: { after: integer, limit: integer },
    returns: pageOf(object({ name: text, definition: anyObject, count: integer })),
    answer: (call, context) =>
      pageOfList(call, context.hook.settings.segments, (segment) => ({
        name: segment.name,
        definition: segment,
        count: membersOf(segment, context).length,
      })),
  },
  {
    method: "GET",
    path: "/_fake/segments/{name}/contacts",
    summary: "The contacts of a segment.",
    query: { after: integer, limit: integer },
    returns: pageOf(named("Contact")),
    answer: listMembers,
  },
];
