import type { ConnectionEnd } from "./channel.js";

/** What happens to a finished response on its way. Times are milliseconds by the fake's clock, Infinity for never. */
export type WireFault =
  /** The response is lost, with the connection. */
  | { readonly kind: "no-answer"; readonly end: ConnectionEnd }
  /** The delay before anything is sent. */
  | { readonly kind: "late"; readonly delayMs: number }
  /** The connection breaks after so many bytes of the body. */
  | { readonly kind: "cut"; readonly bytes: number }
  /** The delay before the rest of the body. */
  | { readonly kind: "stalled"; readonly bytes: number; readonly delayMs: number }
  /** The body is followed by an endless series of blanks. */
  | { readonly kind: "endless" };
