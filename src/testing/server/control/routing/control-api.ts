import type { IncomingMessage, ServerResponse } from "node:http";
import { readJson } from "../../../kit/exchange/read-json-object.js";
import { FakeUsageError } from "../../../kit/options/fake-usage-error.js";
import { BODY_LIMITS, readIncomingBody } from "../../guard/read-incoming-body.js";
import type { ControlContext } from "../control-context.js";
import { ControlError, detailsOf } from "./control-error.js";
import { jsonText } from "./json-text.js";
import { matchControlRoute } from "./match-control-route.js";
import type { ControlCall, ControlRoute } from "./route.js";

const jsonTypes: readonly string[] = ["application/json"];
const ndjsonType = "application/x-ndjson";

/** Responds to one request below `/_fake`. */
export async function answerControl(
  message: IncomingMessage,
  response: ServerResponse,
  context: ControlContext,
): Promise<void> {
  try {
    const { method = "GET", url = "/" } = message;
    const mark = url.indexOf("?");
    const path = mark < 0 ? url : url.slice(0, mark);
    const { route, params } = matchControlRoute(method, path);
    const { body, isNdjson } = await readControlBody(message, route);
    const hungUp = new AbortController();
    response.once("close", () => hungUp.abort());
    const call: ControlCall = {
      params,
      query: new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1)),
      headers: readHeaders(message),
      body,
      isNdjson,
      signal: hungUp.signal,
    };
    if (route.stream !== undefined) route.stream.begin(call, response, context);
    else send(response, 200, await route.answer?.(call, context));
  } catch (error) {
    if (message.destroyed && !message.complete) return;
    refuse(response, error);
  }
}

async function readControlBody(
  message: IncomingMessage,
  route: ControlRoute,
): Promise<Pick<ControlCall, "body" | "isNdjson">> {
  const text = await readIncomingBody(message, route.takesLoads ? BODY_LIMITS.load : BODY_LIMITS.control);
  if (text === undefined) throw new ControlError(413, "payload_too_large", "The body is too large");
  if (text === "" && route.takesLoads === undefined) return { body: {}, isNdjson: false };
  const type = message.headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  const isNdjson = route.takesLoads === true && type === ndjsonType;
  if (!isNdjson && !jsonTypes.includes(type)) {
    const types = route.takesLoads ? [...jsonTypes, ndjsonType] : jsonTypes;
    throw new ControlError(415, "unsupported_media_type", `The Content-Type must be ${types.join(" or ")}`);
  }
  if (isNdjson) return { body: readLines(text), isNdjson };
  const read = readJson(text);
  if ("problem" in read) throw ControlError.badRequest(read.problem);
  return { body: read.value, isNdjson };
}

function readLines(text: string): readonly unknown[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    const read = readJson(line);
    if ("problem" in read) {
      throw ControlError.badRequest(`Line ${index + 1}: ${read.problem}`, [
        { field: `line ${index + 1}`, message: read.problem },
      ]);
    }
    return [read.value];
  });
}

function readHeaders({ headers }: IncomingMessage): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof ControlError) {
    const { status, code, message, more } = error;
    const { allow, ...members } = more;
    const headers = {
      ...(typeof allow === "string" ? { Allow: allow } : {}),
      ...(status === 413 ? { Connection: "close" } : {}),
    };
    send(response, status, { error: { code, message, ...members } }, headers);
    return;
  }
  if (error instanceof FakeUsageError || error instanceof TypeError) {
    const details = detailsOf(error.message);
    const { message } = error;
    send(response, 400, {
      error: { code: "bad_request", message, ...(details === undefined ? {} : { details }) },
    });
    return;
  }
  // Its message could quote the request.
  send(response, 500, { error: { code: "internal_error", message: "The fake failed while it responded" } });
}

function send(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = Buffer.from(jsonText(value));
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": text.length,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    ...headers,
  });
  response.end(text);
}
