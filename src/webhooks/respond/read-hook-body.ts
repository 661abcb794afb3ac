import { joinBytes } from "../signatures/text-bytes.js";

/** A body's bytes, or the reason why there are none. */
export type HookBody =
  | { readonly ok: true; readonly body: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly reason: "too_large" | "broken" };

/**
 * Reads a body to its end, up to the limit, without trusting `Content-Length`. A broken connection and an abort result
 * in `broken`; it never throws.
 */
export async function readHookBody(
  request: Request,
  maxBytes: number,
  signal?: AbortSignal | undefined,
): Promise<HookBody> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const stop = (): void => void reader?.cancel().catch(() => undefined);
  try {
    reader = request.body?.getReader();
    signal?.addEventListener("abort", stop);
    while (reader !== undefined) {
      const { done, value } = await reader.read();
      if (signal?.aborted === true) return { ok: false, reason: "broken" };
      if (done) break;
      length += value.length;
      if (length > maxBytes) {
        stop();
        return { ok: false, reason: "too_large" };
      }
      chunks.push(value);
    }
  } catch {
    return { ok: false, reason: "broken" };
  } finally {
    signal?.removeEventListener("abort", stop);
  }
  return { ok: true, body: joinBytes(...chunks) };
}
