import { isMissing } from "./is-missing.js";
import type { Load } from "./own-require.js";

/** Returns the version of an installed package; undefined when it is not installed. */
export function installedVersion(name: string, load: Load): string | undefined {
  try {
    const manifest = load(`${name}/package.json`) as { version?: string }; // every package has a manifest
    return manifest.version;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
