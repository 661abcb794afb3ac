import { InvalidInputError } from "../errors/invalid-input-error.js";
import { installedVersion } from "../peers/installed-version.js";
import { type Load, ownRequire } from "../peers/own-require.js";

/**
 * Refuses an undici that is older than 7, whose dispatchers call other methods of a handler.
 *
 * @param undici the exports of the undici that was loaded
 * @throws InvalidInputError naming the version that was found
 */
export function checkUndici(undici: object, load: Load | undefined = ownRequire()): void {
  // No undici exports its version. Cache stores came with 7.
  if ("cacheStores" in undici) return;
  const version = load === undefined ? undefined : installedVersion("undici", load);
  const found = version === undefined ? "an older one" : `undici ${version}`;
  throw new InvalidInputError("The undici fetch was not created", [
    { code: "invalid", path: ["undici"], message: `needs undici 7 or 8, but ${found} is installed` },
  ]);
}
