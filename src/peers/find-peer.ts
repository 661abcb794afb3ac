import { installedVersion } from "./installed-version.js";
import type { Load } from "./own-require.js";

/** A package of the user's that is loaded when it is needed. */
export interface Peer {
  readonly name: string;
  /** Whether a version is one that this package works with. */
  readonly isFit: (major: number, minor: number) => boolean;
}

/** An installed package: its version, and whether that fits. */
export interface InstalledPeer {
  readonly version: string;
  readonly isFit: boolean;
}

/** Looks for a package before it is loaded, so that an error can name what was found; undefined when it is not installed. */
export function findPeer({ name, isFit }: Peer, load: Load): InstalledPeer | undefined {
  const version = installedVersion(name, load);
  if (version === undefined) return undefined;
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return { version, isFit: isFit(major, minor) };
}
