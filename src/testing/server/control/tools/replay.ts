import { isPlainObject } from "../../../../schemas/objects/plain-object.js";
import { readJson } from "../../../kit/exchange/read-json-object.js";
import type { LogEntry } from "../../../kit/log/log-entry.js";
import type { ControlContext } from "../control-context.js";
import { ControlError } from "../routing/control-error.js";
import { jsonText } from "../routing/json-text.js";
import { readMembers, readParam } from "../routing/parameters.js";
import type { ControlCall, ControlRoute } from "../routing/route.js";
import { anyObject, anything, choice, integer, listOf, object } from "../routing/schema.js";

const mostTimes = 100;

function replay({ params, body }: ControlCall, { hook }: ControlContext): unknown {
  const position = Number(readParam(params, "n"));
  const [entry] = hook.state().log.range(position, position);
  if (entry === undefined)
    throw ControlError.notFound("Unknown request: none with that position is in the log");
  const { times = 1, faults = "apply", ...given } = readMembers(body, ["body", "edit", "times", "faults"]);
  if (!Number.isInteger(times) || Number(times) < 1 || Number(times) > mostTimes) {
    throw ControlError.badField("times", `must be a whole number from 1 to ${mostTimes}`);
  }
  if (faults !== "apply" && faults !== "skip") {
    throw ControlError.badField("faults", "must be apply or skip");
  }
  const request = {
    ...entry.request,
    headers: headersOf(entry, hook.state()),
    bodyText: bodyOf(entry, given),
    replayOf: entry.position,
  };
  const requests: number[] = [];
  for (let count = 0; count < Number(times); count += 1) {
    hook.replay(request, faults);
    requests.push(hook.state().log.position().count);
  }
  return { requests };
}

/** Replaces the sent token, which may be masked, by the account's own token of the same name. */
function headersOf(
  { request, tokenName }: LogEntry,
  { tokens, oauthClients }: ReturnType<ControlContext["hook"]["state"]>,
): Readonly<Record<string, string>> {
  const token =
    tokens.list().find(({ name }) => name === tokenName) ??
    oauthClients.snapshot().tokens.find(({ name }) => name === tokenName);
  return token === undefined
    ? request.headers
    : { ...request.headers, authorization: `Bearer ${token.token}` };
}

function bodyOf({ request }: LogEntry, given: { body?: unknown; edit?: unknown }): string {
  if (given.body !== undefined && given.edit !== undefined) {
    throw ControlError.badField("edit", "changes the body that was sent: leave out either it or body");
  }
  if (given.body !== undefined) return typeof given.body === "string" ? given.body : jsonText(given.body);
  if (given.edit === undefined) return request.bodyText;
  if (!isPlainObject(given.edit)) throw ControlError.badField("edit", "must be an object");
  const read = readJson(request.bodyText);
  if ("problem" in read) {
    throw ControlError.badField("edit", "needs a request whose body is JSON: give a whole body instead");
  }
  return jsonText(merged(read.value, given.edit));
}

/** Applies a JSON merge patch (RFC 7396): null removes a member, objects are merged, everything else is replaced. */
function merged(target: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) return patch;
  const result = new Map(Object.entries(isPlainObject(target) ? target : {}));
  for (const [name, part] of Object.entries(patch)) {
    if (part === null) result.delete(name);
    else result.set(name, merged(result.get(name), part));
  }
  return Object.fromEntries(result);
}

/** The operation that repeats a request. */
export const REPLAY_ROUTES: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_fake/requests/{n}/replay",
    summary: "Repeats a request inside the fake, unchanged or edited.",
    body: object(
      {
        "body?": anything,
        "edit?": anyObject,
        "times?": { type: "integer", minimum: 1, maximum: mostTimes },
        "faults?": choice("apply", "skip"),
      },
      true,
    ),
    returns: object({ requests: listOf(integer) }),
    answer: replay,
  },
];
