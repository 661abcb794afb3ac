import type { ConnectionEnd } from "./channel.js";

/** What becomes of a response after it was made. Times are milliseconds by the fake's clock, Infinity for never. */
export type WireFault =
  /** It is lost, with the connection. */
  | { readonly kind: "no-answer"; readonly end: ConnectionEnd }
  /** Nothing of it is sent before. */
  | { readonly kind: "late"; readonly delayMs: number }
  /** The connection breaks after so many bytes of the body. */
  | { readonly kind: "cut"; readonly bytes: number }
  /** The rest of the body follows late. */
  | { readonly kind: "stalled"; readonly bytes: number; readonly delayMs: number }
  /** The body is followed by blanks without an end. */
  | { readonly kind: "endless" };
