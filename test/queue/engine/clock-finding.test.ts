import { expect, it } from "vitest";
import { clockFinding } from "../../../src/queue/engine/clock-finding.js";

it.each([
  [4_999, true, "agrees with this machine's"],
  [-4_999, true, "agrees with this machine's"],
  [5_000, false, "this machine is 5 s ahead of it: set its clock"],
  [-90_000, false, "this machine is 90 s behind it: set its clock"],
])("a clock that differs by %d ms: well is %s", (aheadMs, ok, message) => {
  expect(clockFinding(1_000_000, 1_000_000 + aheadMs)).toEqual({ ok, subject: "engine's clock", message });
});
