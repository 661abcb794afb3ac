import type { FetchRequest } from "privy-orders";

/** A request as the transport makes it. */
export function requestOf(rest: Partial<FetchRequest> = {}): FetchRequest {
  return {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: "{}",
    signal: new AbortController().signal,
    redirect: "manual",
    ...rest,
  };
}

/** What a promise rejected with; a promise that did not reject fails the test. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("expected a rejection");
}

/** The error codes along a chain of causes, outermost first. */
export function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  for (let link = error; link instanceof Error; link = link.cause) {
    if ("code" in link) codes.push(String(link.code));
  }
  return codes;
}
