import type { FakeAssertionError } from "./fake-assertion-error.js";

/** What a test framework gives a matcher, and takes back. */
export type FakeMatcher<Arguments extends readonly unknown[]> = (
  this: { readonly isNot?: boolean | undefined },
  received: unknown,
  ...given: Arguments
) => { pass: boolean; message: () => string };

/** Why an expectation does not hold, if it does not. */
export type MatcherFailure = string | undefined;

/** By its name: the fake may come from another copy of the package, ESM beside CommonJS. */
function isAssertionError(error: unknown): error is FakeAssertionError {
  return error instanceof Error && error.name === "FakeAssertionError";
}

/** Why it does not hold, if it does not. What cannot be meant is thrown on. */
export function failureOf(attempt: () => unknown): MatcherFailure {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (isAssertionError(error)) return error.message;
    throw error;
  }
}

/** The failure of `.not`: it holds after all, or there is nothing of which anything could be said. */
export function failureUnless(attempt: () => unknown, failure: string): MatcherFailure {
  try {
    attempt();
    return failure;
  } catch (error) {
    if (!isAssertionError(error)) throw error;
    return error.actual === undefined ? error.message : undefined;
  }
}

/** Makes matchers of one kind of fake: each from what it expects, and from why its `.not` fails. */
export function matcherMaker<Expectations>(
  expectationsOf: (received: unknown) => Expectations,
): <Arguments extends readonly unknown[]>(
  expects: (expectations: Expectations, ...given: Arguments) => unknown,
  failureOfNot: (expectations: Expectations, ...given: Arguments) => MatcherFailure,
) => FakeMatcher<Arguments> {
  return (expects, failureOfNot) =>
    function (received, ...given) {
      const expectations = expectationsOf(received);
      const isNot = this?.isNot === true;
      const failure = isNot
        ? failureOfNot(expectations, ...given)
        : failureOf(() => expects(expectations, ...given));
      // The framework turns the verdict round for `.not`.
      return { pass: isNot !== (failure === undefined), message: () => failure ?? "As expected." };
    };
}
