import { isPlainObject } from "../../../../schemas/objects/plain-object.js";
import { RequestMark } from "../../../kit/expect/request-mark.js";
import { checkKeys } from "../../../kit/options/check-keys.js";
import type { ContactExpectations } from "../../../privy/expect/expect-contact.js";
import type { FlowNoStartOptions, FlowStartOptions } from "../../../privy/expect/expect-flow.js";
import type { NoHintsOptions } from "../../../privy/expect/expect-no-hints.js";
import type { OrderExpectations } from "../../../privy/expect/expect-order.js";
import type { ControlContext } from "../control-context.js";
import { ControlError } from "../routing/control-error.js";
import type { ControlCall, ControlRoute } from "../routing/route.js";
import { anything, object, truth } from "../routing/schema.js";

type Given = Readonly<Record<string, unknown>>;
type Judge = (wanted: Given, context: ControlContext) => unknown;

/** `true` and an empty object both mean an expectation without options. */
const optionsOf = (value: unknown): object => (value === true ? {} : Object(value));

function judgeOrder(wanted: Given, { privy }: ControlContext): void {
  const names = [
    "toHaveBeenReceived",
    "notToHaveBeenReceived",
    "toMatch",
    "toBeTiedTo",
    "toBelongTo",
  ] as const;
  checkKeys("expect", wanted, ["order", ...names]);
  requireOne(wanted, names);
  // Checked by the expectation itself.
  const order = privy.expect.order(wanted.order as string);
  const { toHaveBeenReceived, notToHaveBeenReceived, toMatch, toBeTiedTo, toBelongTo } = wanted;
  if (toHaveBeenReceived !== undefined) order.toHaveBeenReceived(optionsOf(toHaveBeenReceived));
  if (toMatch !== undefined) order.toMatch(toMatch as Parameters<OrderExpectations["toMatch"]>[0]); // as above
  if (toBeTiedTo !== undefined) order.toBeTiedTo(toBeTiedTo as string | null); // as above
  if (toBelongTo !== undefined) order.toBelongTo(toBelongTo as string); // as above
  if (notToHaveBeenReceived !== undefined) order.notToHaveBeenReceived();
}

function judgeContact(wanted: Given, { privy }: ControlContext): void {
  const names = ["toExist", "notToExist", "toMatch", "toHaveConsentHistory"] as const;
  checkKeys("expect", wanted, ["contact", ...names]);
  requireOne(wanted, names);
  // Checked by the expectation itself.
  const contact = privy.expect.contact(wanted.contact as string);
  const { toExist, notToExist, toMatch, toHaveConsentHistory: history } = wanted;
  if (toExist !== undefined) contact.toExist();
  if (toMatch !== undefined) contact.toMatch(toMatch as Parameters<ContactExpectations["toMatch"]>[0]); // as above
  if (history !== undefined) {
    contact.toHaveConsentHistory(history as Parameters<ContactExpectations["toHaveConsentHistory"]>[0]); // as above
  }
  if (notToExist !== undefined) contact.notToExist();
}

function judgeFlow(wanted: Given, { privy }: ControlContext): void {
  const names = ["toHaveStarted", "notToHaveStarted"] as const;
  checkKeys("expect", wanted, ["flow", ...names]);
  requireOne(wanted, names);
  // Checked by the expectation itself.
  const flow = privy.expect.flow(wanted.flow as string);
  const { toHaveStarted, notToHaveStarted } = wanted;
  if (toHaveStarted !== undefined) flow.toHaveStarted(optionsOf(toHaveStarted) as FlowStartOptions); // as above
  if (notToHaveStarted !== undefined) {
    flow.notToHaveStarted(optionsOf(notToHaveStarted) as FlowNoStartOptions); // as above
  }
}

function judgeNoRequest(
  { noRequestAfter: position, ...others }: Given,
  { privy, hook }: ControlContext,
): void {
  checkKeys("expect", others, []);
  const here = hook.state().log.position();
  if (!Number.isInteger(position) || Number(position) < 0 || Number(position) > here.count) {
    throw ControlError.badField("noRequestAfter", `must be a position from 0 to ${here.count}`);
  }
  privy.expect.noRequestAfter(new RequestMark({ ...here, count: Number(position) }));
}

function judgeHints({ noHints, ...others }: Given, { privy }: ControlContext): void {
  checkKeys("expect", others, []);
  // Checked by the expectation itself.
  privy.expect.noHints(optionsOf(noHints) as NoHintsOptions);
}

const judges: Readonly<Record<string, Judge>> = {
  order: judgeOrder,
  contact: judgeContact,
  flow: judgeFlow,
  noRequestAfter: judgeNoRequest,
  noHints: judgeHints,
};

function requireOne(wanted: Given, names: readonly string[]): void {
  if (names.some((name) => wanted[name] !== undefined)) return;
  throw ControlError.badRequest(`An expectation needs one of ${names.join(", ")}`);
}

function judge(wanted: unknown, context: ControlContext): void {
  const subjects = Object.keys(judges);
  const [subject, ...others] = isPlainObject(wanted) ? subjects.filter((name) => name in wanted) : [];
  if (!isPlainObject(wanted) || subject === undefined || others.length > 0) {
    throw ControlError.badRequest(`An expectation is about one of ${subjects.join(", ")}`);
  }
  judges[subject]?.(wanted, context);
}

function expectAll({ body }: ControlCall, context: ControlContext): unknown {
  const list: readonly unknown[] = Array.isArray(body) ? body : [body];
  list.forEach((wanted, index) => {
    try {
      judge(wanted, context);
    } catch (error) {
      // Recognised by its name: the fake may come from another copy of the package.
      if (!(error instanceof Error) || error.name !== "FakeAssertionError") throw error;
      const { expected, actual } = error as Error & { expected?: unknown; actual?: unknown }; // that error has both
      throw new ControlError(409, "expectation_failed", error.message, {
        expected: expected ?? null,
        found: actual ?? null,
        ...(Array.isArray(body) ? { index } : {}),
      });
    }
  });
  return { holds: true };
}

/** The operation that checks expectations. */
export const EXPECT_ROUTES: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_fake/expect",
    summary: "Checks an expectation, or all of a list; 409 `expectation_failed` states why one fails.",
    body: anything,
    returns: object({ holds: truth }),
    answer: expectAll,
  },
];
