import type { PrivyMatchers } from "../privy/expect/privy-matchers.js";
import type { SequenzyMatchers } from "../sequenzy/sequenzy-matchers.js";

export type { FakeMatcher } from "../kit/expect/create-matcher.js";
export { type PrivyMatcher, type PrivyMatchers, privyMatchers } from "../privy/expect/privy-matchers.js";
export {
  type SequenzyMatcher,
  type SequenzyMatchers,
  sequenzyMatchers,
} from "../sequenzy/sequenzy-matchers.js";

declare global {
  // `@types/jest` has the matchers here. With `expect` of `@jest/globals`, the interface of `expect` is extended
  // instead.
  namespace jest {
    interface Matchers<R>
      extends Omit<PrivyMatchers<R>, "toHaveReceivedRequestAfter">,
        Omit<SequenzyMatchers<R>, "toHaveReceivedPushAfter"> {
      // Declared apart, because a mark is of another class in the CommonJS declarations: members inherited from both
      // must be identical, methods of the same name become overloads.
      toHaveReceivedRequestAfter(...after: Parameters<PrivyMatchers["toHaveReceivedRequestAfter"]>): R;
      toHaveReceivedPushAfter(...after: Parameters<SequenzyMatchers["toHaveReceivedPushAfter"]>): R;
    }
  }
}
