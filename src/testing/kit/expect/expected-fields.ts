/** An asymmetric matcher, as `expect.any`, `expect.stringContaining` … of Jest, Vitest and Jasmine return it. */
export interface AsymmetricMatcher {
  asymmetricMatch(actual: unknown): boolean;
}

/**
 * A description of a value: some fields of an object, every item of a list, a regular expression for text, or an
 * asymmetric matcher for anything. A field that is expected to be `undefined` must be absent.
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

/** Descriptions of some fields of an object. */
export type ExpectedFields<Fields> = {
  readonly [Name in keyof Fields]?: Expected<Fields[Name]> | undefined;
};

type Plain = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Plain {
  return Object.prototype.toString.call(value) === "[object Object]" && !isMatcher(value);
}

/** Returns whether a value is an asymmetric matcher of a test framework. */
export function isMatcher(value: unknown): value is AsymmetricMatcher {
  return (
    typeof value === "object" &&
    value !== null &&
    "asymmetricMatch" in value &&
    typeof value.asymmetricMatch === "function"
  );
}

/** Returns whether a value is a regular expression, also of another realm: Jest runs tests in their own realm. */
export function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === "[object RegExp]";
}

/** Reads own fields only: an order has any names that the store sent. */
function fieldOf(fields: Plain, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Returns whether a value matches its description. */
export function isAsExpected(expected: unknown, actual: unknown): boolean {
  if (isMatcher(expected)) return expected.asymmetricMatch(actual);
  // Not `test`, which continues at its last position when the expression has the flag g.
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
 * Returns the parts of a value to show beside its description: only the described fields of an object, and matching
 * parts in the form of the description, so that only differences stand out.
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
