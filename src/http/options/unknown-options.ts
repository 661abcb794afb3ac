import type { InputIssue } from "../../errors/invalid-input-error.js";
import { isObject } from "../../schemas/objects/is-object.js";
import { nearestName } from "../../schemas/objects/nearest-name.js";
import { quotableKey } from "../../schemas/objects/quotable-key.js";

/** An issue for every key that is not an option, with the name that was probably meant. `owner`: whose options they are. */
export function unknownOptions(options: object, names: readonly string[], owner: string): InputIssue[] {
  return (isObject(options) ? Object.keys(options) : [])
    .filter((name) => !names.includes(name))
    .map((name) => {
      const known = nearestName(name, names);
      const advice = known === undefined ? `the options are ${names.join(", ")}` : `did you mean ${known}?`;
      return {
        code: "unknown_field",
        path: [quotableKey(name)],
        message: `unknown option of ${owner}; ${advice}`,
      };
    });
}
