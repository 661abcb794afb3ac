import { findPeer } from "../../../peers/find-peer.js";
import { type Load, ownRequire } from "../../../peers/own-require.js";
import { FakeUsageError } from "../options/fake-usage-error.js";

/** The parts of MSW that the fake uses, typed to fit every version: MSW's own types exist only where it is installed. */
export interface Msw {
  readonly http: {
    all(path: string, resolver: (info: { readonly request: Request }) => Promise<Response>): unknown;
  };
  setupServer(...handlers: never[]): {
    listen(options: { onUnhandledRequest: "bypass" | "warn" | "error" }): void;
    close(): void;
  };
}

const OLDEST = "2.4";
const peer = {
  name: "msw",
  isFit: (major: number, minor: number): boolean => major > 2 || (major === 2 && minor >= 4),
};
const OTHERWISE = "The fake's fetch, handle() and client(), and a served fake, need no msw.";

/** Throws FakeUsageError when MSW is missing or too old. */
function usableVersion(load: Load): string {
  const found = findPeer(peer, load);
  if (found === undefined) {
    throw new FakeUsageError(
      `listen() and handlers need the package msw, ${OLDEST} or later, which is not installed: npm install --save-dev msw. ${OTHERWISE}`,
    );
  }
  if (found.isFit) return found.version;
  throw new FakeUsageError(
    `listen() and handlers need msw ${OLDEST} or later, but msw ${found.version} is installed. ${OTHERWISE}`,
  );
}

/**
 * Loads MSW when it is first needed: that takes ten times as long as loading the fake, and most tests do not need it.
 *
 * @throws FakeUsageError when it is missing, too old, or cannot be loaded here
 */
export function loadMsw(load: Load | undefined = ownRequire()): Msw {
  const giveIt =
    "Import it yourself and give it to the fake: listen({ msw: { http, setupServer } }), with http of msw and setupServer of msw/node.";
  if (load === undefined)
    throw new FakeUsageError(`This runtime cannot load msw when it is needed. ${giveIt}`);
  const version = usableVersion(load);
  let msw: Msw;
  try {
    msw = Object.assign({}, load("msw"), load("msw/node")) as Msw; // since 2.0 they have these exports
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n", 1)[0] : "no reason given";
    throw new FakeUsageError(`msw ${version} cannot be loaded when it is needed: ${reason} ${giveIt}`);
  }
  // A runner may give each test its own globals. An msw from outside them would not see the test's fetch.
  if (!(msw.setupServer instanceof Function))
    throw new FakeUsageError(`msw ${version} was loaded outside of this test's globals. ${giveIt}`);
  return msw;
}
