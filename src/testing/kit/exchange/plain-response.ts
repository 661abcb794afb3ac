import type { FetchResponse } from "../../../http/fetch-like.js";

/**
 * The parts of a `Response` that a client reads, for a test without that global, as under Jest's jsdom. Its body is
 * text only: a body that breaks on its way is a stream, which such globals lack too.
 */
export function plainResponse(
  status: number,
  headers: Readonly<Record<string, string>>,
  text: string,
): FetchResponse & { readonly ok: boolean; json(): Promise<unknown> } {
  const lower = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: {
      get: (name) => lower.get(name.toLowerCase()) ?? null,
      has: (name) => lower.has(name.toLowerCase()),
      forEach: (callback) => {
        for (const [name, value] of lower) callback(value, name);
      },
    },
    body: null,
    text: async () => text,
    json: async () => JSON.parse(text),
  };
}
