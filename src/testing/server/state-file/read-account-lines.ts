import { createHash } from "node:crypto";
import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import { readMoment } from "../../kit/clock/moment.js";
import { freezeDeeply } from "../../kit/freeze-deeply.js";
import type { LogEntry } from "../../kit/log/log-entry.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { RecordChange, RequestEffects } from "../../privy/account/journal.js";
import type { ServerState } from "../../privy/account/server-state.js";
import type { AccountSnapshot } from "../../privy/account-snapshot.js";
import type { SnapshotContent } from "../../privy/fake-privy-snapshot.js";
import { jsonText } from "../control/routing/json-text.js";
import type { AccountHeader, AccountLine, EffectsLine, RecordRef } from "./account-lines.js";

/** An account that was read. */
export interface ReadAccount {
  readonly header: AccountHeader;
  readonly content: SnapshotContent;
}

const refuse = (why: string): never => {
  throw new FakeUsageError(`This is not a usable state of a fake: ${why}.`);
};

/** The lists of a snapshot while it is read. */
type Growing<List> = List extends readonly (infer Element)[] ? Element[] : never;

/**
 * Reads an account from the parsed lines of its state.
 *
 * @param state the account that it is for: its decisions must be the same
 * @throws FakeUsageError when a line is missing or changed, or for another format, version or other decisions
 */
export function readAccountLines(
  lines: readonly unknown[],
  state: Pick<ServerState, "decisions" | "contacts" | "ids">,
): ReadAccount {
  const header = readHeader(lines[0], state.decisions);
  checkEnd(lines);
  try {
    return readRecords(lines, header, state);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Its sum is right, so that another program has written it.
    return refuse("one of its lines is not as a fake writes it");
  }
}

function readRecords(
  lines: readonly unknown[],
  header: AccountHeader,
  state: Pick<ServerState, "decisions" | "contacts" | "ids">,
): ReadAccount {
  const records: object[] = [];
  const number = <Kept extends object>(record: Kept): Kept => {
    freezeDeeply(record);
    records.push(record);
    return record;
  };
  const contacts: Growing<AccountSnapshot["contacts"]["contacts"]> = [];
  const idByEmail: [string, string][] = [];
  const idByPhone: [string, string][] = [];
  const consents: Growing<AccountSnapshot["consents"]> = [];
  const entries: LogEntry<RequestEffects>[] = [];
  const lists = {
    tokens: [] as Growing<AccountSnapshot["tokens"]["tokens"]>, // filled below
    clients: [] as Growing<AccountSnapshot["oauthClients"]["clients"]>, // filled below
    accessTokens: [] as Growing<AccountSnapshot["oauthClients"]["tokens"]>, // filled below
    integrations: [] as Growing<AccountSnapshot["integrations"]>, // filled below
    welcomeSms: [] as Growing<AccountSnapshot["welcomeSms"]>, // filled below
    orders: [] as Growing<AccountSnapshot["orders"]>, // filled below
    runs: [] as Growing<AccountSnapshot["flows"]["runs"]>, // filled below
    evaluations: [] as Growing<AccountSnapshot["flows"]["evaluations"]>, // filled below
    engagements: [] as Growing<AccountSnapshot["engagements"]>, // filled below
  };
  let ids = state.ids.save();
  let rate: AccountSnapshot["rateLimiter"] = { minute: [], day: [] };
  for (const given of lines.slice(1, -1)) {
    // The sum over all lines has shown that they are unchanged.
    const line = given as AccountLine;
    if (line.ids !== undefined) ids = { ...ids, ...line.ids };
    else if (line.token !== undefined) lists.tokens.push(Object.freeze(line.token));
    else if (line.oauthClient !== undefined) lists.clients.push(line.oauthClient);
    else if (line.accessToken !== undefined) lists.accessTokens.push(line.accessToken);
    else if (line.integration !== undefined) lists.integrations.push(Object.freeze(line.integration));
    else if (line.rate !== undefined) rate = line.rate;
    else if (line.contact !== undefined) {
      const { id, email, phone_number: phone } = line.contact;
      contacts.push(number(line.contact));
      const owns = (what: "email" | "phone"): boolean => line.without?.includes(what) !== true;
      if (email !== null && owns("email")) idByEmail.push([state.contacts.emailKey(email), id]);
      if (phone !== null && owns("phone")) idByPhone.push([phone, id]);
    } else if (line.consents !== undefined) {
      const [id, changes] = line.consents;
      consents.push([id, Object.freeze(changes.map(number))]);
    } else if (line.welcomeSms !== undefined) lists.welcomeSms.push(number(line.welcomeSms));
    else if (line.order !== undefined) lists.orders.push(number(line.order));
    else if (line.run !== undefined) lists.runs.push(number(line.run));
    else if (line.evaluation !== undefined) lists.evaluations.push(number(line.evaluation));
    else if (line.engagement !== undefined) lists.engagements.push(line.engagement);
    else if (line.request !== undefined) entries.push(readEntry(line.request, records));
    // A line of a later version is skipped.
  }
  return {
    header,
    content: {
      atMs: Date.parse(header.clock.now),
      decisions: state.decisions,
      account: {
        ids,
        tokens: { tokens: lists.tokens, created: header.counts.tokens },
        oauthClients: {
          clients: lists.clients,
          tokens: lists.accessTokens,
          created: header.counts.oauthClients,
        },
        rateLimiter: rate,
        integrations: Object.freeze(lists.integrations),
        contacts: { contacts, idByEmail, idByPhone },
        consents,
        welcomeSms: lists.welcomeSms,
        orders: lists.orders,
        flows: { runs: lists.runs, evaluations: lists.evaluations },
        engagements: lists.engagements,
        log: { count: header.counts.requests, entries },
      },
    },
  };
}

function readHeader(given: unknown, decisions: SnapshotContent["decisions"]): AccountHeader {
  const line = isPlainObject(given) ? given : refuse("its first line, which states its format, is missing");
  if (line.format !== "privy-orders fake") refuse("it has another format");
  if (line.version !== 1) refuse("a later version of privy-orders has written it");
  // Only the members that are used are checked.
  const header = given as AccountHeader;
  const names = Object.keys(decisions) as (keyof typeof decisions)[]; // it has no other keys
  const others = names.filter((name) => header.decisions?.[name] !== decisions[name]);
  if (others.length > 0) refuse(`it was written under other decisions (${others.join(", ")})`);
  if (readMoment(header.clock?.now) === undefined) refuse("its time is missing or invalid");
  return header;
}

/** Checks the sum: every parsed line is serialized again and must give the written sum. */
function checkEnd(lines: readonly unknown[]): void {
  const end: unknown = Object(lines.at(-1)).end;
  if (!isPlainObject(end)) refuse("its end is missing: it was cut off");
  const { lines: count, sha256 } = Object(end);
  const hash = createHash("sha256");
  for (const line of lines.slice(0, -1)) hash.update(`${jsonText(line)}\n`);
  if (count !== lines.length - 1 || sha256 !== hash.digest("hex"))
    refuse("lines of it are missing or changed");
}

function readEntry(line: NonNullable<AccountLine["request"]>, records: object[]): LogEntry<RequestEffects> {
  const { effects } = line;
  const written: object = line;
  // Unchanged, as the sum has shown.
  const entry = written as Omit<LogEntry<RequestEffects>, "effects">;
  return {
    position: entry.position,
    receivedAtMs: entry.receivedAtMs,
    request: entry.request,
    channel: entry.channel,
    durationMs: entry.durationMs,
    status: entry.status,
    errorCode: entry.errorCode,
    errorDetails: entry.errorDetails,
    tokenName: entry.tokenName,
    outcome: entry.outcome,
    ignoredFields: entry.ignoredFields,
    fault: entry.fault,
    effects: effects === undefined ? undefined : readEffects(effects, records),
    retryAfter: entry.retryAfter,
    wire: entry.wire,
    answer: entry.answer,
    bytes: entry.bytes,
  };
}

function readEffects(line: EffectsLine, records: object[]): RequestEffects {
  function find<Kept>(ref: RecordRef): Kept {
    if (typeof ref === "number") return records[ref] as Kept; // what it was when it was written
    if (ref === null) return undefined as Kept; // as above
    freezeDeeply(ref.new);
    records.push(ref.new);
    return ref.new as Kept; // as above
  }
  const change = <Kept>(pair: EffectsLine["order"]): RecordChange<Kept> | undefined =>
    pair === undefined ? undefined : { before: find(pair[0]), after: find(pair[1]) };
  return {
    order: change(line.order),
    contact: change(line.contact),
    evaluations: Object.freeze(
      line.evaluations.map((ref) => find<RequestEffects["evaluations"][number]>(ref)),
    ),
    exits: Object.freeze(line.exits.map((ref) => find<RequestEffects["exits"][number]>(ref))),
    consents: Object.freeze(line.consents.map((ref) => find<RequestEffects["consents"][number]>(ref))),
    welcomeSms: find(line.welcomeSms),
  };
}
