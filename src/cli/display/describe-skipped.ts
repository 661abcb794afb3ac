import type { ImportSkipReason } from "../../import/skip-reason.js";
import { formatCount } from "./format-text.js";

const words: Record<ImportSkipReason, string> = {
  not_an_order: "are not orders to report (drafts, open checkouts, rows that the mapping skips)",
  is_test: "are test orders",
  no_contact: "have neither an e-mail address nor a phone number",
  sent_live: "were reported live in the meantime",
  after_cutoff: "changed after the cut-off (--before)",
  newer_state: "are older than a state that came before",
};

/** `3 test orders` and so on, a line for each reason. */
export function describeSkipped(
  skippedBecause: Readonly<Partial<Record<ImportSkipReason, number>>>,
): string[] {
  return Object.entries(words).flatMap(([reason, text]) => {
    // The table has every reason.
    const count = skippedBecause[reason as ImportSkipReason] ?? 0;
    return count === 0 ? [] : [`  ${formatCount(count)} ${text}`];
  });
}
