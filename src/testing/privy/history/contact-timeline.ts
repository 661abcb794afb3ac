import type { RecordChange } from "../account/journal.js";
import type { ServerState } from "../account/server-state.js";
import type { ConsentChange } from "../consents.js";
import { comparableEmail, type Engagement } from "../engines/engagement.js";
import type { FlowRun } from "../engines/flow-run.js";
import type { FakeContact, FakeOrder, FakeWelcomeSms } from "../model.js";

/** One thing that happened to a contact. */
export type TimelineEntry = {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The request behind it: its `id` in `requests`; absent for an action of the test, and for a request that the log dropped. */
  readonly requestId?: string;
} & (
  | { readonly kind: "created" | "changed" | "deleted" | "restored"; readonly contact: FakeContact }
  | { readonly kind: "consent"; readonly change: ConsentChange }
  | { readonly kind: "order"; readonly order: FakeOrder; readonly outcome: "created" | "updated" }
  | { readonly kind: "flow_started" | "flow_left"; readonly run: FlowRun }
  | { readonly kind: "engagement"; readonly engagement: Engagement }
  | { readonly kind: "welcome_sms"; readonly message: FakeWelcomeSms }
);

/** Returns everything that happened to a contact, oldest first. */
export function contactTimeline(contact: FakeContact, state: ServerState): readonly TimelineEntry[] {
  const entries = [
    ...ownRequests(contact, state),
    ...state.consents
      .of(contact.id)
      .map((change): TimelineEntry => ({ kind: "consent", change, at: change.at, ...causeOf(change) })),
    ...state.flows.runs.filter(({ contactId }) => contactId === contact.id).flatMap(ofRun),
    ...state.attribution.engagements
      .filter((engagement) => isOfContact(contact, engagement))
      .map((engagement): TimelineEntry => ({ kind: "engagement", engagement, at: engagement.at })),
    ...state.welcomeSms
      .all()
      .filter(({ contactId }) => contactId === contact.id)
      .map((message): TimelineEntry => ({ kind: "welcome_sms", message, at: message.at })),
  ];
  const timed = entries.map((entry) => ({ entry, second: Math.floor(Date.parse(entry.at) / 1_000) }));
  // Privy writes whole seconds; entries of the same second keep the order above, which is that of cause and effect.
  return Object.freeze(
    timed.sort((one, other) => one.second - other.second).map(({ entry }) => Object.freeze(entry)),
  );
}

function ownRequests(contact: FakeContact, { log }: ServerState): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  for (const { position, receivedAtMs, effects } of log.range(1, log.position().count)) {
    const facts = { at: new Date(receivedAtMs).toISOString(), requestId: `req_${position}` };
    if (effects?.contact?.after.id === contact.id) {
      entries.push({ ...facts, kind: kindOf(effects.contact), contact: effects.contact.after });
    }
    if (effects?.order?.after.contact_id === contact.id) {
      const outcome = effects.order.before === undefined ? "created" : "updated";
      entries.push({ ...facts, kind: "order", order: effects.order.after, outcome });
    }
  }
  if (entries.some(({ kind }) => kind === "created")) return entries;
  // Created by the test, or by a request that the log has dropped.
  return [{ kind: "created", contact, at: contact.created_at }, ...entries];
}

function kindOf({
  before,
  after,
}: RecordChange<FakeContact>): "created" | "changed" | "deleted" | "restored" {
  if (before === undefined) return "created";
  if (before.deleted_at === null) return after.deleted_at === null ? "changed" : "deleted";
  return "restored";
}

function causeOf({ because: { requestId } }: ConsentChange): { requestId?: string } {
  return requestId === undefined ? {} : { requestId };
}

function ofRun(run: FlowRun): TimelineEntry[] {
  const started: TimelineEntry = {
    kind: "flow_started",
    run,
    at: run.startedAt,
    requestId: run.requestId,
  };
  return run.exitedAt === undefined ? [started] : [started, { kind: "flow_left", run, at: run.exitedAt }];
}

/** Returns whether an engagement belongs to that contact, by id, email or phone. */
export function isOfContact({ id, email, phone_number }: FakeContact, engagement: Engagement): boolean {
  return (
    engagement.contactId === id ||
    (email !== null && engagement.email === comparableEmail(email)) ||
    (phone_number !== null && engagement.phone_number === phone_number)
  );
}
