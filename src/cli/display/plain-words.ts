import { formatPath, type InputIssue } from "../../errors/invalid-input-error.js";

/** Advice about a problem for people who do not program, by field and code; "*" for any field. */
const words: Readonly<Record<string, string>> = {
  "order_id missing": "is missing or empty",
  "order_id invalid":
    'is not a whole number above zero. If these ids have letters or signs, set that in the mapping ("prefix", "pattern" or "orderIdFrom")',
  "order_id unsafe_number": "has lost its last digits: export the file again, with the ids as text",
  "order_id too_large": 'is too long for a number. Set "orderIdFrom": true for it in the mapping',
  "order_date missing": "is missing or empty",
  "order_date ambiguous":
    'has no time zone. Set the zone of the file with "timeZone" in the mapping, or write it with an offset, such as 2026-02-28T09:30:00+02:00',
  "order_date invalid":
    'is not a date and time such as 2026-02-28T09:30:00Z. Set the format of the file with "dateFormat" in the mapping',
  "* no_contact": "has neither an e-mail address nor a phone number",
  "* unsafe_number": "has lost its last digits: export the file again, with the ids as text",
  "phone ambiguous": "has no country, and no address has one. Set the country of such numbers with --country",
};

/** Removes the position of a problem, so that equal problems have equal texts. */
const withoutPlace = (message: string): string =>
  message.replace(/ \(line \d+, (column [^)]*)\)/g, " ($1)").replace(/ at line \d+, column \d+/g, "");

/** Describes one problem in plain words, without its position in the file. */
export function plainIssue({ code, path, message }: InputIssue): string {
  const field = path.at(-1);
  // Messages of CSV readers name the column and are plain already.
  const isOwn = message.includes(", column ");
  const plain = isOwn ? undefined : (words[`${String(field)} ${code}`] ?? words[`* ${code}`]);
  // The item's index does not matter for the kind of problem.
  const place = path.filter((key) => typeof key !== "number");
  const text = plain ?? withoutPlace(message);
  return place.length === 0 ? text : `${formatPath(place)}: ${text}`;
}

/** Describes all problems of a record in one line. */
export function plainIssues(issues: readonly InputIssue[]): string {
  return [...new Set(issues.map(plainIssue))].join("; ");
}
