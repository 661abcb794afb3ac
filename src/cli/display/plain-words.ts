import { formatPath, type InputIssue } from "../../errors/invalid-input-error.js";

/** What to do about a problem, for a person who does not program; by field and code, "*" for any field. */
const words: Readonly<Record<string, string>> = {
  "order_id missing": "is empty",
  "order_id invalid":
    'is not a whole number above zero. If these ids hold letters or signs, say so in the mapping ("prefix", "pattern" or "orderIdFrom")',
  "order_id unsafe_number": "has lost its last digits: export the file again, with the ids as text",
  "order_id too_large": 'is too long for a number. Set "orderIdFrom": true for it in the mapping',
  "order_date missing": "is empty",
  "order_date ambiguous":
    'has no time zone. Say with "timeZone" in the mapping which one the file means, or write it with an offset, such as 2026-02-28T09:30:00+02:00',
  "order_date invalid":
    'is not a date and time such as 2026-02-28T09:30:00Z. Say with "dateFormat" in the mapping how the file writes dates',
  "* no_contact": "has neither an e-mail address nor a phone number",
  "* unsafe_number": "has lost its last digits: export the file again, with the ids as text",
  "phone ambiguous":
    "has no country, and none of the addresses names one. Say which country such numbers are from with --country",
};

/** Takes out where the problem stands, so that equal problems read equal. */
const withoutPlace = (message: string): string =>
  message.replace(/ \(line \d+, (column [^)]*)\)/g, " ($1)").replace(/ at line \d+, column \d+/g, "");

/** One problem in plain words, without its place in the file. */
export function plainIssue({ code, path, message }: InputIssue): string {
  const field = path.at(-1);
  // What a reader of CSV says names the column, and is in plain words already.
  const isOwn = message.includes(", column ");
  const plain = isOwn ? undefined : (words[`${String(field)} ${code}`] ?? words[`* ${code}`]);
  // Which of the items it is says nothing about the kind of problem.
  const place = path.filter((key) => typeof key !== "number");
  const text = plain ?? withoutPlace(message);
  return place.length === 0 ? text : `${formatPath(place)}: ${text}`;
}

/** All problems of a record in one line. */
export function plainIssues(issues: readonly InputIssue[]): string {
  return [...new Set(issues.map(plainIssue))].join("; ");
}
