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
  const exits = exitPositions(contact, state);
  const timed = entries.map((entry) => ({
    entry,
    second: Math.floor(Date.parse(entry.at) / 1_000),
    position: positionOf(entry, exits),
  }));
  // Privy writes whole seconds. Within one, requests stand in their order; what belongs to the same request keeps the order
  // above, which is that of cause and effect.
  timed.sort((one, other) => one.second - other.second || one.position - other.position);
  return Object.freeze(timed.map(({ entry }) => Object.freeze(entry)));
}

/** Returns the position of the request behind an entry. What none is behind comes first if it makes the contact, else last. */
function positionOf(entry: TimelineEntry, exits: ReadonlyMap<string, number>): number {
  const [, position] = /^req_(\d+)$/.exec(entry.requestId ?? "") ?? [];
  if (position !== undefined) return Number(position);
  if (entry.kind === "created" || entry.kind === "consent") return 0;
  return (entry.kind === "flow_left" ? exits.get(entry.run.id) : undefined) ?? Number.MAX_SAFE_INTEGER;
}

/** Returns the position of the request that ended each run of a contact, as far as the log has it. */
function exitPositions({ id }: FakeContact, { log }: ServerState): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  for (const { position, effects } of log.range(1, log.position().count)) {
    for (const run of effects?.exits ?? []) if (run.contactId === id) positions.set(run.id, position);
  }
  return positions;
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
