import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { systemClock } from "../../../http/clock.js";
import { VERSION } from "../../../version.js";
import type { LogEntry } from "../../kit/log/log-entry.js";
import type { RequestEffects } from "../../privy/account/journal.js";
import type { AccountSnapshot } from "../../privy/account-snapshot.js";
import type { SnapshotContent } from "../../privy/fake-privy-snapshot.js";
import { jsonText } from "../control/routing/json-text.js";
import type { ClockView } from "../control/views/clock-control.js";
import type { AccountHeader, AccountLine, EffectsLine, RecordRef } from "./account-lines.js";
import { maskedRequest } from "./masked-request.js";

/** The account to write. */
export interface AccountToWrite {
  readonly content: SnapshotContent;
  readonly clock: ClockView;
  readonly seed: number | string;
  /** Returns the key under which an email leads to its contact. */
  readonly emailKey: (email: string) => string;
}

/** How many lines are written without a pause, so that other work of the process does not wait long. */
const linesInTurn = 100;

/** Writes an account line by line, with pauses; the last line has the sum of the others. */
export async function writeAccountLines(
  account: AccountToWrite,
  write: (chunk: string) => Promise<void>,
): Promise<void> {
  const hash = createHash("sha256");
  let lines = 0;
  let chunk = "";
  let inTurn = 0;
  const flush = async (): Promise<void> => {
    hash.update(chunk);
    await write(chunk);
    chunk = "";
    inTurn = 0;
    await setImmediate();
  };
  for (const line of accountLines(account)) {
    chunk += `${jsonText(line)}\n`;
    lines += 1;
    inTurn += 1;
    if (inTurn >= linesInTurn) await flush();
  }
  await flush();
  await write(`${jsonText({ end: { lines, sha256: hash.digest("hex") } })}\n`);
}

function headerOf({ content, clock, seed }: AccountToWrite): AccountHeader {
  const { orders, contacts, log, tokens, oauthClients } = content.account;
  return {
    format: "privy-orders fake",
    version: 1,
    package: VERSION,
    savedAt: new Date(systemClock.now()).toISOString(),
    clock: { ...clock, now: new Date(content.atMs).toISOString() },
    decisions: content.decisions,
    seed,
    counts: {
      orders: orders.length,
      contacts: contacts.contacts.length,
      requests: log.count,
      kept: log.entries.length,
      tokens: tokens.created,
      oauthClients: oauthClients.created,
    },
  };
}

function* accountLines(account: AccountToWrite): Generator<AccountHeader | AccountLine> {
  const { account: state } = account.content;
  const numbers = new Map<object, number>();
  const number = <Kept extends object>(record: Kept): Kept => {
    numbers.set(record, numbers.size);
    return record;
  };
  yield headerOf(account);
  yield { ids: state.ids };
  for (const token of state.tokens.tokens) yield { token };
  for (const oauthClient of state.oauthClients.clients) yield { oauthClient };
  for (const accessToken of state.oauthClients.tokens) yield { accessToken };
  for (const integration of state.integrations) yield { integration };
  yield { rate: state.rateLimiter };
  yield* contactLines(state.contacts, account.emailKey, number);
  for (const [id, changes] of state.consents) {
    for (const change of changes) number(change);
    yield { consents: [id, changes] };
  }
  for (const welcomeSms of state.welcomeSms) yield { welcomeSms: number(welcomeSms) };
  for (const order of state.orders) yield { order: number(order) };
  for (const run of state.flows.runs) yield { run: number(run) };
  for (const evaluation of state.flows.evaluations) yield { evaluation: number(evaluation) };
  for (const engagement of state.engagements) yield { engagement };
  for (const entry of state.log.entries) yield { request: requestLine(entry, numbers) };
}

function* contactLines(
  { contacts, idByEmail, idByPhone }: AccountSnapshot["contacts"],
  emailKey: (email: string) => string,
  number: (record: AccountSnapshot["contacts"]["contacts"][number]) => typeof record,
): Generator<AccountLine> {
  const [ownerOfEmail, ownerOfPhone] = [new Map(idByEmail), new Map(idByPhone)];
  for (const contact of contacts) {
    const { id, email, phone_number: phone } = contact;
    const without = [
      ...(email !== null && ownerOfEmail.get(emailKey(email)) !== id ? (["email"] as const) : []),
      ...(phone !== null && ownerOfPhone.get(phone) !== id ? (["phone"] as const) : []),
    ];
    yield { contact: number(contact), ...(without.length === 0 ? {} : { without }) };
  }
}

function requestLine(
  { effects, request, answer, bytes, ...entry }: LogEntry<RequestEffects>,
  numbers: Map<object, number>,
): NonNullable<AccountLine["request"]> {
  return {
    ...entry,
    bytes,
    ...maskedRequest(request, answer),
    ...(effects === undefined ? {} : { effects: effectsLine(effects, numbers) }),
  };
}

function effectsLine(effects: RequestEffects, numbers: Map<object, number>): EffectsLine {
  const refer = (record: object | undefined): RecordRef => {
    if (record === undefined) return null;
    const known = numbers.get(record);
    if (known !== undefined) return known;
    numbers.set(record, numbers.size);
    return { new: record };
  };
  const { order, contact } = effects;
  // They are read and numbered in this order.
  return {
    ...(order === undefined ? {} : { order: [refer(order.before), refer(order.after)] }),
    ...(contact === undefined ? {} : { contact: [refer(contact.before), refer(contact.after)] }),
    evaluations: effects.evaluations.map(refer),
    exits: effects.exits.map(refer),
    consents: effects.consents.map(refer),
    welcomeSms: refer(effects.welcomeSms),
  };
}
