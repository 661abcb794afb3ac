import { nearestName } from "../../../schemas/objects/nearest-name.js";
import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import { FakeUsageError } from "../options/fake-usage-error.js";
import { askedFor, isAsExpected } from "./expected-fields.js";
import { FakeAssertionError } from "./fake-assertion-error.js";
import { lineDiff } from "./line-diff.js";
import { renderValue } from "./render-value.js";

/** The fields of a record that can be expected. */
export interface RecordForm {
  /** The record's kind, as the beginning of a sentence: `An order`. */
  readonly subject: string;
  readonly names: readonly string[];
  /** Other names of a field, each with the field's own name. */
  readonly otherNames?: Readonly<Record<string, string>>;
}

/**
 * Refuses an expectation without fields, or with an unknown field.
 *
 * @throws FakeUsageError
 */
export function checkFieldNames(expected: unknown, form: RecordForm): void {
  if (!isPlainObject(expected) || Object.keys(expected).length === 0) {
    throw new FakeUsageError(`toMatch takes the fields to compare: { ${form.names[0]}: … }.`);
  }
  for (const name of Object.keys(expected)) {
    if (form.names.includes(name)) continue;
    const { otherNames = {} } = form;
    const own = Object.hasOwn(otherNames, name) ? otherNames[name] : nearestName(name, form.names);
    const hint = own === undefined ? `It has ${form.names.join(", ")}.` : `Did you mean ${own}?`;
    throw new FakeUsageError(`${form.subject} has no field ${JSON.stringify(name)} in the fake. ${hint}`);
  }
}

/**
 * Expects a value to match a description; a failure shows the differences.
 *
 * @throws FakeAssertionError
 */
export function expectValue(subject: string, expected: unknown, actual: unknown): void {
  if (isAsExpected(expected, actual)) return;
  const shown = askedFor(expected, actual);
  throw new FakeAssertionError(
    `${subject} is not as expected.\n\n${lineDiff(renderValue(expected), renderValue(shown))}`,
    { expected, actual: shown },
  );
}
