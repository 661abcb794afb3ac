import type { RequestSummary } from "../../../../query/request-summary.js";
import { readJsonObject } from "../../../kit/exchange/read-json-object.js";
import type { RequestSubject } from "../../../kit/faults/request-match.js";
import type { LogEntry } from "../../../kit/log/log-entry.js";
import { maskCredentials } from "../../../kit/log/mask-secret.js";
import type { RequestEffects } from "../../../privy/account/journal.js";
import type { ServerState } from "../../../privy/account/server-state.js";
import type { FakeContact } from "../../../privy/model.js";
import { PRIVY } from "../../../privy/vendor.js";
import { changedFields } from "./changed-fields.js";

type Entry = LogEntry<RequestEffects>;

/** Creates a function that summarises requests in a line; each summary is computed once. */
export function createSummaries(state: () => ServerState): (entry: Entry) => RequestSummary {
  const made = new WeakMap<Entry, RequestSummary>();
  return (entry) => {
    const known = made.get(entry);
    if (known !== undefined) return known;
    const summary = summarize(entry, state());
    made.set(entry, summary);
    return summary;
  };
}

function summarize(entry: Entry, state: ServerState): RequestSummary {
  const { request, effects, fault, errorDetails, ignoredFields, outcome, errorCode, tokenName } = entry;
  const hints = state.hintsOf(entry);
  const started = effects?.evaluations.filter((one) => one.started) ?? [];
  const notStarted = (effects?.evaluations.length ?? 0) - started.length;
  const order = effects?.order;
  return {
    n: entry.position,
    at: new Date(entry.receivedAtMs).toISOString(),
    method: request.method,
    path: maskCredentials(request.path, { prefixes: PRIVY.credentialPrefixes, own: undefined }),
    status: entry.status,
    seen: seenOf(entry),
    ...(outcome === undefined ? {} : { outcome }),
    ...(errorCode === undefined ? {} : { code: errorCode }),
    ...(errorDetails === undefined ? {} : { fields: errorDetails.map(({ field }) => field) }),
    ...subjectOf(entry, state),
    ...(order === undefined ? {} : { total: order.after.total_amount, currency: order.after.currency_code }),
    ...(order?.before === undefined ? {} : { changed: changedFields(order.before, order.after) }),
    ...(started.length === 0 ? {} : { flows: started.map(({ flow }) => flow) }),
    ...(notStarted === 0 ? {} : { notStarted }),
    ...(fault === undefined ? {} : { fault: fault.name }),
    ...(hints.length === 0 ? {} : { hints: hints.map(({ code }) => code) }),
    ...(ignoredFields === undefined ? {} : { ignored: ignoredFields.length }),
    ...(request.replayOf === undefined ? {} : { replayOf: request.replayOf }),
    ...(order?.before === undefined && order?.after.initial_sync ? { imported: true } : {}),
    ms: entry.durationMs ?? 0,
    ...(tokenName === undefined ? {} : { token: tokenName }),
  };
}

function seenOf({ wire, status }: Entry): RequestSummary["seen"] {
  switch (wire) {
    case undefined:
      return status;
    case "no-answer":
      return "lost";
    case "late":
    case "stalled":
      return "late";
    case "cut":
    case "endless":
      return "cut";
  }
}

const nameOf = ({ email, phone_number }: FakeContact): string | undefined =>
  email ?? phone_number ?? undefined;

/** Returns the order and the contact of a request: those that it changed, else those that it names. */
function subjectOf(
  { effects, request }: Entry,
  { contacts }: ServerState,
): Pick<RequestSummary, "order" | "contact" | "who"> {
  const order = effects?.order?.after;
  const contact = effects?.contact?.after ?? contacts.byId(order?.contact_id ?? "");
  if (order !== undefined || contact !== undefined) {
    const who = order?.email ?? order?.phone ?? (contact && nameOf(contact));
    const contactId = order?.contact_id ?? contact?.id;
    return {
      ...(order === undefined ? {} : { order: order.order_id }),
      ...(contactId === undefined ? {} : { contact: contactId }),
      ...(who === undefined ? {} : { who }),
    };
  }
  const said = saidBy(request);
  const known = said.contact === undefined ? undefined : contacts.byId(said.contact);
  const who = said.email ?? (known && nameOf(known));
  return {
    ...(said.order === undefined ? {} : { order: said.order }),
    ...(said.contact === undefined ? {} : { contact: said.contact }),
    ...(who === undefined ? {} : { who }),
  };
}

function saidBy({ method, path, search, bodyText }: Entry["request"]): RequestSubject {
  if (path === PRIVY.tokenPath) return {};
  const read = bodyText === "" ? undefined : readJsonObject(bodyText);
  const body = read !== undefined && "value" in read ? read.value : undefined;
  const query = Object.fromEntries(new URLSearchParams(search));
  return PRIVY.subjectOf?.({ method, path, query, headers: {}, body }) ?? {};
}
