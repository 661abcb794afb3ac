import type { FakeAssertionError } from "./fake-assertion-error.js";

/** The `this` and the result of a matcher in a test framework. */
export type FakeMatcher<Arguments extends readonly unknown[]> = (
  this: { readonly isNot?: boolean | undefined },
  received: unknown,
  ...given: Arguments
) => { pass: boolean; message: () => string };

/** The failure of an expectation, if it fails. */
export type MatcherFailure = string | undefined;

/** Recognises the error by its name: the fake may come from another copy of the package, ESM beside CommonJS. */
function isAssertionError(error: unknown): error is FakeAssertionError {
  return error instanceof Error && error.name === "FakeAssertionError";
}

/** Runs an expectation and returns its failure; rethrows usage errors. */
export function failureOf(attempt: () => unknown): MatcherFailure {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (isAssertionError(error)) return error.message;
    throw error;
  }
}

/** The failure of `.not`: the expectation holds, or its subject does not exist. */
export function failureUnless(attempt: () => unknown, failure: string): MatcherFailure {
  try {
    attempt();
    return failure;
  } catch (error) {
    if (!isAssertionError(error)) throw error;
    return error.actual === undefined ? error.message : undefined;
  }
}

/** Creates matchers for one kind of fake: each from its expectation and from the failure of its `.not`. */
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
      // The framework inverts the result for `.not`.
      return { pass: isNot !== (failure === undefined), message: () => failure ?? "As expected." };
    };
}
