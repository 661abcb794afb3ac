import type { PrivyMatchers } from "../privy-matchers.js";

export { type PrivyMatchers, privyMatchers } from "../privy-matchers.js";

declare module "vitest" {
  // Vitest's own name for the type of what `expect` was given; merged declarations must agree on it.
  interface Matchers<T> extends PrivyMatchers {}
}
