import type { PrivyMatchers } from "../privy-matchers.js";

export { type PrivyMatchers, privyMatchers } from "../privy-matchers.js";

declare global {
  // Where `@types/jest` has the matchers. Whoever imports `expect` from `@jest/globals` extends the one of `expect`.
  namespace jest {
    interface Matchers<R> extends PrivyMatchers<R> {}
  }
}
