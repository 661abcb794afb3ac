import { byteView } from "../../http/byte-view.js";
import { bytesOf } from "../signatures/text-bytes.js";
import type { NodeRequest } from "./node-types.js";

/** The body's bytes are gone: only the result of a body parser is left. */
export class BodyAlreadyParsedError extends Error {
  constructor() {
    super(
      "The webhook's signature covers the raw body, but a body parser has read it already. Mount the webhook before " +
        "express.json(), or keep the bytes: express.json({ verify: (request, _response, bytes) => { request.rawBody = bytes; } }), " +
        "in Nest NestFactory.create(AppModule, { rawBody: true }), in an API route of Next.js's pages " +
        "export const config = { api: { bodyParser: false } }",
    );
    this.name = "BodyAlreadyParsedError";
  }
}

const asBytes = (value: unknown): Uint8Array<ArrayBuffer> | undefined => {
  if (typeof value === "string") return bytesOf(value);
  const bytes = byteView(value);
  return bytes === undefined ? undefined : Uint8Array.from(bytes);
};

/**
 * Returns the body's bytes: kept as `rawBody`, parsed into a buffer or text, or read now.
 *
 * @throws BodyAlreadyParsedError when a parser has left only an object
 */
export function nodeBody(request: NodeRequest): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  const kept = asBytes(request.rawBody) ?? asBytes(request.body);
  if (kept !== undefined) return kept;
  if (request.readableDidRead === true || request.readableEnded === true) throw new BodyAlreadyParsedError();
  return streamOf(request);
}

/** Returns the body as a stream. Cancelling it discards the rest of the request, so that the response can be sent. */
function streamOf(request: NodeRequest): ReadableStream<Uint8Array> {
  let stop = (): void => undefined;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const onData = (chunk: Uint8Array): void => {
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) <= 0) request.pause();
        };
        const onEnd = (): void => {
          stop();
          controller.close();
        };
        const onBreak = (): void => {
          stop();
          controller.error(new Error("the connection ended before the request did"));
        };
        stop = () => {
          request.off("data", onData);
          request.off("end", onEnd);
          request.off("error", onBreak);
          request.off("close", onBreak);
        };
        request.on("data", onData);
        request.on("end", onEnd);
        request.on("error", onBreak);
        request.on("close", onBreak);
      },
      pull() {
        request.resume();
      },
      cancel() {
        stop();
        request.on("error", () => undefined);
        request.resume();
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 65_536 }),
  );
}
