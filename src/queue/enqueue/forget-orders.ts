import { type InputIssue, InvalidInputError } from "../../errors/invalid-input-error.js";
import type { StoredState } from "../engine/stored-state.js";
import type { ForgetSubject } from "../order-queue.js";
import { readPayload } from "../payload/envelope.js";
import type { QueueContext } from "../queue-context.js";

type Matches = (order: unknown) => boolean;

function someText(value: unknown, matches: (text: string) => boolean): boolean {
  if (typeof value === "string") return matches(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((part) => someText(part, matches));
}

const digitsOf = (text: string): string => text.replace(/\D/g, "");

/** Returns the values of a customer that no stored order may keep; none for an order id, which needs no payload. */
function readSubject(subject: ForgetSubject): { orderId: string | undefined; matches: Matches } {
  const { orderId, email, phone } = subject ?? {};
  const given = Object.entries({ orderId, email, phone }).filter(([, value]) => value !== undefined);
  const [name = "orderId", value] = given[0] ?? [];
  const issues: InputIssue[] = [];
  if (given.length !== 1 || typeof value !== "string" || value.trim() === "")
    issues.push({
      code: "invalid",
      path: [],
      message: "must be one of { orderId }, { email } and { phone }, as text",
    });
  else if (name === "phone" && !/^\+[\d\s().-]{7,}$/.test(value.trim()))
    issues.push({ code: "ambiguous", path: ["phone"], message: "must begin with + and the country's code" });
  if (issues.length > 0) throw new InvalidInputError("Nothing was forgotten", issues);
  const wanted = String(value).trim();
  if (name === "orderId") return { orderId: wanted, matches: () => true };
  if (name === "email") {
    const lower = wanted.toLowerCase();
    return {
      orderId: undefined,
      matches: (order) => someText(order, (text) => text.trim().toLowerCase() === lower),
    };
  }
  const digits = digitsOf(wanted);
  const isPhone = (text: string): boolean => /^\+?[\d\s().-]+$/.test(text) && digitsOf(text) === digits;
  return { orderId: undefined, matches: (order) => someText(order, isPhone) };
}

/** Removes every state and dead letter of an order or a customer. Returns how many. */
export async function forgetOrders(context: QueueContext, subject: ForgetSubject): Promise<number> {
  const { engine, sealing } = context;
  const { orderId, matches } = readSubject(subject);
  let unreadable = 0;
  const isMeant = async (state: StoredState): Promise<boolean> => {
    if (orderId !== undefined) return true;
    const read = await readPayload(state, sealing);
    if (!read.readable) unreadable += 1;
    return read.readable && matches(read.state.order);
  };
  const states: StoredState[] = [];
  for await (const state of engine.states({ orderId })) if (await isMeant(state)) states.push(state);
  const letters: string[] = [];
  for await (const { state } of engine.letters({ orderId })) if (await isMeant(state)) letters.push(state.id);
  const erased = states.length > 0 ? await engine.erase(states) : 0;
  const dropped = letters.length > 0 ? await engine.dropLetters(letters) : 0;
  if (unreadable > 0) {
    const message = `${erased + dropped} states were removed, but ${unreadable} are unreadable: forget them by their order ids`;
    throw new InvalidInputError("Not all was forgotten", [{ code: "unreadable", path: [], message }]);
  }
  return erased + dropped;
}
