import type { RequestSummary } from "../../query/request-summary.js";
import { visibleText } from "../display/visible-text.js";

/** Returns the outcome of a request in a word. */
function outcomeOf({ status, outcome, code, method }: RequestSummary): string {
  if (outcome !== undefined) return outcome;
  if (code === undefined) return status === 0 ? "no response" : method.toLowerCase();
  return status === 429 ? "limited" : "refused";
}

/** Describes one request on one line, for people. Nothing that a request carries acts on their terminal. */
export function describeRequestLine(summary: RequestSummary, hints: readonly string[]): string {
  const { at, status, seen, order, who, total, currency, fields, flows, fault, path, code } = summary;
  const time = at.slice(11, 19);
  const shown = seen === status ? String(status) : `${status} → ${seen}`;
  const what = `${shown} ${outcomeOf(summary)}`;
  const subject = [
    order ?? path,
    fields === undefined ? who : fields.join(", "),
    total === undefined ? undefined : `${total.padStart(6)} ${currency}`,
    fields === undefined && code !== undefined ? code : undefined,
  ].filter((part) => part !== undefined);
  const tags = [
    ...(flows ?? []).map((flow) => `→ ${flow}`),
    ...(fault === undefined ? [] : [`fault ${fault}`]),
    ...hints.map((hint) => `! ${hint}`),
  ];
  return visibleText(
    [time, what, ...subject, ...(tags.length === 0 ? [] : [` ${tags.join("  ")}`])].join("  "),
  );
}
