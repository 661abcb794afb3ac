import { type Problems, report } from "../field.js";
import { nearestName } from "./nearest-name.js";
import { isQuotableKey } from "./quotable-key.js";

/** The names that a field may have, and those that it has elsewhere. */
interface FieldNames {
  readonly known: readonly string[];
  readonly elsewhere: ReadonlyMap<string, string>;
}

/** Reports a field that does not exist, with the name that was probably meant, or else the advice. */
export function reportUnknownField(
  problems: Problems,
  field: string,
  { known, elsewhere }: FieldNames,
  otherwise = 'to send it all the same, set unknownFields: "send"',
): void {
  if (!isQuotableKey(field)) {
    report(problems, "unknown_field", "has an unknown field, whose name is not quoted here");
    return;
  }
  const other = elsewhere.get(field) ?? "";
  const nearest = known.includes(other) ? other : nearestName(field, known);
  const advice = nearest === undefined ? otherwise : `did you mean "${nearest}"?`;
  report(problems, "unknown_field", `unknown field; ${advice}`, [field]);
}
