/** What the `expect.any`, `expect.stringContaining` … of Jest, Vitest and Jasmine give. */
export interface AsymmetricMatcher {
  asymmetricMatch(actual: unknown): boolean;
}

/**
 * What a test may say of a value: of an object some of its fields, of a list every item, of text a regular expression, of
 * anything a matcher. A field that is said to be `undefined` must not be there.
 */
export type Expected<Value> =
  | AsymmetricMatcher
  | (Value extends string
      ? Value | RegExp
      : Value extends readonly (infer Item)[]
        ? readonly Expected<Item>[]
        : Value extends object
          ? ExpectedFields<Value>
          : Value);

/** Some fields of an object. */
export type ExpectedFields<Fields> = {
  readonly [Name in keyof Fields]?: Expected<Fields[Name]> | undefined;
};

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return Object.prototype.toString.call(value) === "[object Object]" && !isMatcher(value);
}

/** Whether it is a matcher of a test framework. */
export function isMatcher(value: unknown): value is AsymmetricMatcher {
  return (
    typeof value === "object" &&
    value !== null &&
    "asymmetricMatch" in value &&
    typeof value.asymmetricMatch === "function"
  );
}

/** Whether it is a regular expression, of another realm too: Jest runs tests in one of their own. */
export function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === "[object RegExp]";
}

/** Own fields only: an order holds whatever the store sent. */
function fieldOf(fields: Plain, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Whether a value is as expected. */
export function isAsExpected(expected: unknown, actual: unknown): boolean {
  if (isMatcher(expected)) return expected.asymmetricMatch(actual);
  // Not `test`, which goes on from where it stood when the expression has the flag g.
  if (isRegExp(expected)) return typeof actual === "string" && actual.search(expected) >= 0;
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => isAsExpected(item, actual[index]))
    );
  }
  if (isPlain(expected)) {
    return (
      isPlain(actual) &&
      Object.keys(expected).every((name) => isAsExpected(expected[name], fieldOf(actual, name)))
    );
  }
  return expected === actual || (Number.isNaN(expected) && Number.isNaN(actual));
}

/**
 * What is to be shown of a value beside what was expected: of an object the fields that were asked for, and what is as
 * expected in the words of the expectation, so that only what is not stands out.
 */
export function askedFor(expected: unknown, actual: unknown): unknown {
  if (isAsExpected(expected, actual)) return expected;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return actual.map((item, index) => (index < expected.length ? askedFor(expected[index], item) : item));
  }
  if (!isPlain(expected) || !isPlain(actual)) return actual;
  const names = Object.keys(expected).filter(
    (name) => Object.hasOwn(actual, name) || expected[name] === undefined,
  );
  return Object.fromEntries(names.map((name) => [name, askedFor(expected[name], fieldOf(actual, name))]));
}
