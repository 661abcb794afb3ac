import { type Signal, signal } from "@preact/signals";
import { readExactJson, writeExactJson } from "./exact-json.js";
import type { FieldProblem } from "./shapes.js";

/** A call that the fake refused, or that did not reach it. */
export class CallError extends Error {
  /** 0 when no response arrived. */
  readonly status: number;
  readonly code: string;
  readonly details: readonly FieldProblem[];
  /** Ids that are written much like the one that was not found. */
  readonly similar: readonly string[];

  constructor(
    message: string,
    facts: {
      status: number;
      code: string;
      details?: readonly FieldProblem[] | undefined;
      similar?: readonly string[] | undefined;
    },
  ) {
    super(message);
    this.status = facts.status;
    this.code = facts.code;
    this.details = facts.details ?? [];
    this.similar = facts.similar ?? [];
  }
}

const keyName = "privy-fake-key";
/** Whether the fake wants a key that the page does not have. */
export const needsKey: Signal<boolean> = signal(false);

/** Takes the key out of `#key=…`, so that it does not stay in the address. It lives as long as the tab. */
export function takeKeyFromAddress(): void {
  const found = /^#key=(.+)$/.exec(location.hash)?.[1];
  if (found === undefined) return;
  sessionStorage.setItem(keyName, decodeURIComponent(found));
  history.replaceState(null, "", location.pathname);
}

/** Keeps the key and lets the page try again. */
export function keepKey(key: string): void {
  sessionStorage.setItem(keyName, key);
  needsKey.value = false;
}

/** The headers of a call; with the key, if there is one. */
function headersOf(body: string | undefined): Record<string, string> {
  const key = sessionStorage.getItem(keyName);
  return {
    ...(key === null ? {} : { Authorization: `Bearer ${key}` }),
    ...(body === undefined ? {} : { "Content-Type": "application/json" }),
  };
}

/** Opens a response of the control API; throws `CallError` for anything but 2xx. */
export async function openFake(
  method: string,
  path: string,
  options: { body?: string | undefined; signal?: AbortSignal | undefined } = {},
): Promise<Response> {
  const { body, signal: abort } = options;
  let response: Response;
  try {
    response = await fetch(`/_fake${path}`, {
      method,
      headers: headersOf(body),
      ...(body === undefined ? {} : { body }),
      ...(abort === undefined ? {} : { signal: abort }),
    });
  } catch (error) {
    if (abort?.aborted) throw error;
    throw new CallError("The fake does not respond.", { status: 0, code: "lost" });
  }
  if (response.ok) return response;
  if (response.status === 401) needsKey.value = true;
  throw await readError(response);
}

async function readError(response: Response): Promise<CallError> {
  const { status } = response;
  try {
    // Every refusal of the fake has Privy's envelope; anything else ends in the catch.
    const { error } = (await response.json()) as {
      error: {
        code: string;
        message: string;
        details?: readonly FieldProblem[];
        similar?: readonly string[];
      };
    };
    const { code, details, similar } = error;
    return new CallError(error.message, { status, code, details, similar });
  } catch {
    return new CallError(`The fake responded with ${status}.`, { status, code: "unreadable" });
  }
}

/**
 * Calls the control API. A body that is text is sent as it is: it is JSON already, with digits that must not be rounded.
 */
export async function callFake<Result>(
  method: string,
  path: string,
  body?: unknown,
  abort?: AbortSignal,
): Promise<Result> {
  const text = body === undefined || typeof body === "string" ? body : writeExactJson(body, 0);
  const response = await openFake(method, path, {
    body: text ?? (method === "GET" ? undefined : "{}"),
    signal: abort,
  });
  const read = await response.text();
  // The page and the fake are of one version: what a path gives is what `shapes` says.
  return (read === "" ? undefined : readExactJson(read)) as Result;
}
