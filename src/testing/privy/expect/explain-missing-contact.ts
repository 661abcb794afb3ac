import { nearestName } from "../../../schemas/objects/nearest-name.js";
import { describeRequest } from "../../kit/expect/describe-request.js";
import { listSome } from "../../kit/expect/list-some.js";
import { isJsonObject } from "../../kit/fields/plain-fields.js";
import type { FakeRequest } from "../../kit/log/request-log.js";
import { comparableEmail } from "../engines/engagement.js";
import type { FakeContact } from "../model.js";
import type { StateReader } from "../state-reader.js";
import { findStoredContact } from "./find-stored-contact.js";
import { isOrderRequest } from "./order-requests.js";

/** The most contacts to compare with; more would make a failing test slow. */
const maxCompared = 10_000;

/** Explains why no contact has that email, phone or id, as far as the fake knows. */
export function explainMissingContact(key: string, reader: StateReader): string {
  const parts = [`There is no contact ${JSON.stringify(key)}.`];
  const deleted = findStoredContact(key, reader);
  const alike = reader.contacts.slice(-maxCompared).filter((contact) => isAlike(key, contact));
  const refused = reader.requests.filter((request) => isRefusedFor(key, request));
  if (deleted !== undefined)
    parts.push(`There was one, ${deleted.id}; it was deleted at ${deleted.deleted_at}.`);
  if (refused.length > 0) parts.push(`It was sent, but refused:\n${listSome(refused.map(describeRequest))}`);
  if (alike.length > 0) parts.push(`Similar ones are:\n${listSome(alike.map(nameOf))}`);
  else if (reader.contacts.length > 0) parts.push(`Others are:\n${listSome(reader.contacts.map(nameOf))}`);
  else if (deleted === undefined && refused.length === 0) parts.push("The account has no contacts.");
  return parts.join("\n");
}

function isAlike(key: string, { email, phone_number, id }: FakeContact): boolean {
  const isSpelledOtherwise = email !== null && comparableEmail(email) === comparableEmail(key);
  return isSpelledOtherwise || [email, phone_number, id].some((name) => isNear(key, name));
}

function isNear(key: string, name: string | null): boolean {
  return name !== null && nearestName(key, [name.toLowerCase()]) !== undefined;
}

/** Returns whether a refused request was about an order or contact with that key. */
function isRefusedFor(key: string, request: FakeRequest): boolean {
  const { body, outcome, status } = request;
  if (
    !isJsonObject(body) ||
    outcome !== undefined ||
    (status >= 200 && status < 300 && !isOrderRequest(request))
  )
    return false;
  return ["email", "phone", "phone_number"].some((field) => {
    const value = Object.hasOwn(body, field) ? body[field] : undefined;
    return typeof value === "string" && comparableEmail(value) === comparableEmail(key);
  });
}

/** Returns the name of a contact in a message. */
function nameOf({ id, email, phone_number }: FakeContact): string {
  return [email, phone_number, id].filter((name) => name !== null).join(", ");
}
