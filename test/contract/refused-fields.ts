import { expect } from "vitest";
import type { RawAnswer } from "./contract-case.js";

/** The fields that a 422 names, sorted. */
export function refusedFields(answer: RawAnswer): readonly string[] {
  expect(answer).toMatchObject({
    status: 422,
    body: { error: { code: "validation_failed", message: "One or more fields are invalid" } },
  });
  const { details } = Object(answer.body).error;
  expect(details).toEqual(expect.arrayContaining([]));
  const fields = [];
  for (const { field, message } of details) {
    expect(message).toEqual(expect.stringMatching(/\S/));
    fields.push(String(field));
  }
  return fields.sort();
}
