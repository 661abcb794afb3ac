import { type Signal, signal } from "@preact/signals";
import { readExactJson, writeExactJson } from "./exact-json.js";

/** What the fake says of a call that it refused. */
interface Refusal {
  readonly message: string;
  /** Ids that are written much like the one that was not found. */
  readonly similar?: readonly string[];
}

/** A call that the fake refused, or that did not reach it. */
export class CallError extends Error {
  /** 0 when no response arrived. */
  readonly status: number;
  readonly similar: readonly string[];

  constructor(status: number, { message, similar = [] }: Refusal) {
    super(message);
    this.status = status;
    this.similar = similar;
  }
}

const keyName = "privy-fake-key";
/** Whether the fake wants a key that the page does not have. */
export const needsKey: Signal<boolean> = signal(false);

/** Takes the key out of `#key=…`, so that it does not stay in the address. It lives as long as the tab. */
export function takeKeyFromAddress(): void {
  const [, found] = /^#key=(.+)/.exec(location.hash) ?? [];
  if (!found) return;
  keepKey(decodeURIComponent(found));
  history.replaceState(null, "", location.pathname);
}

/** Keeps the key, for as long as the tab lives. */
export function keepKey(key: string): void {
  sessionStorage.setItem(keyName, key);
}

/** Opens a response of the control API; throws `CallError` for anything but 2xx. */
export async function fetchFake(
  method: string,
  path: string,
  body: string | null = null,
  abort: AbortSignal | null = null,
): Promise<Response> {
  const key = sessionStorage.getItem(keyName);
  const headers: Record<string, string> = {};
  if (key) headers.Authorization = `Bearer ${key}`;
  if (body) headers["Content-Type"] = "application/json";
  const response = await fetch(`/_fake${path}`, { method, headers, body, signal: abort }).catch(
    (error: unknown) => {
      if (abort?.aborted) throw error;
      throw new CallError(0, { message: "The fake does not respond." });
    },
  );
  if (response.ok) return response;
  const { status } = response;
  if (status === 401) needsKey.value = true;
  const unreadable = { error: { message: `The fake responded with ${status}.` } };
  // Every refusal of the fake has Privy's envelope.
  const { error } = (await response.json().catch(() => unreadable)) as { error: Refusal };
  throw new CallError(status, error);
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
  const response = await fetchFake(method, path, text, abort);
  // The page and the fake are of one version: what a path gives is what `shapes` says.
  return readExactJson(await response.text()) as Result;
}

/** Reads from the control API. */
export function readFake<Result>(path: string, abort?: AbortSignal): Promise<Result> {
  return callFake("GET", path, undefined, abort);
}
