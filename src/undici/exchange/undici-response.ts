import type { FetchResponse, ResponseBody } from "../../http/fetch-like.js";
import type { BodyQueue } from "./body-queue.js";
import { isPlain } from "./content-encoding.js";
import { decodedBody } from "./decoded-body.js";
import type { UndiciHeaders } from "./undici-headers.js";

/** As much of a `Response` as the transport reads. */
export class UndiciResponse implements FetchResponse {
  readonly status: number;
  readonly headers: UndiciHeaders;
  readonly #queue: BodyQueue;

  constructor(status: number, headers: UndiciHeaders, queue: BodyQueue) {
    this.status = status;
    this.headers = headers;
    this.#queue = queue;
  }

  get body(): ResponseBody {
    const encoding = this.headers.get("content-encoding");
    return encoding === null || isPlain(encoding) ? this.#queue : decodedBody(this.#queue, encoding);
  }

  async text(): Promise<string> {
    const { body } = this;
    if (body === this.#queue) return this.#queue.text();
    const reader = body.getReader();
    const decoder = new TextDecoder();
    let text = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
    }
  }
}
