// Without it, the build of the declarations does not look for the module that is extended below.
import type {} from "vitest";
import type { PrivyMatchers } from "../privy/expect/privy-matchers.js";
import type { SequenzyMatchers } from "../sequenzy/sequenzy-matchers.js";

export type { FakeMatcher } from "../kit/expect/create-matcher.js";
export { type PrivyMatcher, type PrivyMatchers, privyMatchers } from "../privy/expect/privy-matchers.js";
export {
  type SequenzyMatcher,
  type SequenzyMatchers,
  sequenzyMatchers,
} from "../sequenzy/sequenzy-matchers.js";

declare module "vitest" {
  // Vitest's own name for the type of what `expect` was given; merged declarations must agree on it.
  interface Matchers<T> extends PrivyMatchers, SequenzyMatchers {}
}
