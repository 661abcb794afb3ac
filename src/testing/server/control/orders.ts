import { compileQuery, type QuerySubject } from "../../../query/match-query.js";
import { nearestName } from "../../../schemas/objects/nearest-name.js";
import type { FakeOrder } from "../../privy/model.js";
import type { ControlContext } from "./control-context.js";
import { ControlError } from "./routing/control-error.js";
import { pageOfList } from "./routing/page.js";
import { readParam } from "./routing/parameters.js";
import type { ControlCall, ControlRoute } from "./routing/route.js";
import { anyObject, choice, integer, listOf, named, object, orNull, pageOf, text } from "./routing/schema.js";
import { contactNames } from "./views/contact-names.js";

function orderSubject(order: FakeOrder, { hook, index, summaryOf }: ControlContext): QuerySubject {
  const state = hook.state();
  const names = contactNames(state.contacts.byId(order.contact_id));
  const entries = (): readonly ReturnType<typeof summaryOf>[] =>
    index.ofOrder(order.order_id).flatMap((position) => state.log.range(position, position).map(summaryOf));
  const hints = (): readonly string[] => entries().flatMap((summary) => summary.hints ?? []);
  const status = [order.financial_status, order.fulfillment_status];
  return {
    text: () =>
      [order.order_id, order.email, order.phone, ...names, order.total_amount, order.currency_code, ...status]
        .filter((part) => part !== undefined)
        .join(" "),
    valuesOf(key) {
      switch (key) {
        case "order":
          return [order.order_id];
        case "email":
          return [order.email, ...names];
        case "phone":
          return [order.phone, ...names];
        case "contact":
          return [order.contact_id, order.email, order.phone, ...names];
        case "status":
          return status;
        case "total":
          return [order.total_amount];
        case "hint":
          return hints();
        case "flow":
          return entries().flatMap((summary) => summary.flows ?? []);
        case "token":
          return entries().map((summary) => summary.token);
        case "fault":
          return entries().map((summary) => summary.fault);
        default:
          return [];
      }
    },
    is(trait) {
      switch (trait) {
        case "created":
          return order.created_at === order.updated_at;
        case "updated":
          return order.created_at !== order.updated_at;
        case "import":
          return order.initial_sync;
        case "unchanged":
        case "went-back":
          return hints().includes(trait);
        case "struck":
          return entries().some((summary) => summary.fault !== undefined);
        case "replay":
          return entries().some((summary) => summary.replayOf !== undefined);
        default:
          return false;
      }
    },
    at: order.updated_at,
    position: undefined,
  };
}

function listOrders(call: ControlCall, context: ControlContext): unknown {
  const { hook, index, summaryOf } = context;
  const { orders, log, contacts } = hook.state();
  const words = call.query.get("q") ?? "";
  const fits = compileQuery(words);
  const all = orders.all();
  const found = words.trim() === "" ? all : all.filter((order) => fits(orderSubject(order, context)));
  return pageOfList(call, found, (order) => {
    const positions = index.ofOrder(order.order_id);
    const summaries = positions.flatMap((position) => log.range(position, position).map(summaryOf));
    return {
      ...order,
      who: order.email ?? order.phone ?? contactNames(contacts.byId(order.contact_id))[0] ?? null,
      versions: positions.length,
      request: positions.at(-1) ?? null,
      hints: [...new Set(summaries.flatMap((summary) => summary.hints ?? []))],
    };
  });
}

function orderDetail({ params }: ControlCall, { privy, hook }: ControlContext): unknown {
  const id = readParam(params, "order_id");
  const state = hook.state();
  const order = state.orders.get(id);
  if (order === undefined) {
    const ids = state.orders.all().map(({ order_id }) => order_id);
    const similar = ids.filter((one) => one.startsWith(id) || nearestName(id, [one]) !== undefined);
    throw new ControlError(404, "not_found", "Unknown order: none has that id", {
      similar: similar.slice(0, 5),
    });
  }
  const contact = state.contacts.byId(order.contact_id);
  const versions = privy.orderHistory(id);
  return {
    order,
    contact: contact ?? null,
    integration: state.integrations.list().find((one) => one.id === order.integration_id)?.name ?? null,
    versions: versions.map((version) => ({
      request: version.position,
      at: version.at,
      order: version.order,
      hints: version.hints,
    })),
    evaluations: state.flows.evaluations.filter(({ orderId }) => orderId === id),
    attributions:
      contact === undefined || order.initial_sync ? [] : state.attribution.attribute(order, contact),
    hints: versions.flatMap(({ position, hints }) => hints.map((hint) => ({ request: position, ...hint }))),
  };
}

/** The operations on orders. */
export const ORDER_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake/orders",
    summary: "The orders, in the order of arrival.",
    query: { q: text, after: integer, limit: integer, order: choice("asc", "desc") },
    returns: pageOf(named("Order")),
    answer: listOrders,
  },
  {
    method: "GET",
    path: "/_fake/orders/{order_id}",
    summary: "One order with its contact, its versions, and what the flows did with it.",
    returns: object({
      order: named("Order"),
      contact: orNull(named("Contact")),
      versions: listOf(object({ request: integer, at: text, order: named("Order") })),
      evaluations: listOf(named("Evaluation")),
      attributions: listOf(anyObject),
      hints: listOf(named("Hint")),
    }),
    answer: orderDetail,
  },
];
