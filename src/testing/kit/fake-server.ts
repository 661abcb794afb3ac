import type { Clock } from "../../http/clock.js";
import type { VirtualClock } from "./clock/virtual-clock.js";
import type { Channel } from "./exchange/channel.js";
import { deliver } from "./exchange/deliver.js";
import { type Answer, createFakeFetch, readRequest } from "./exchange/fake-fetch.js";
import type { IncomingRequest } from "./exchange/incoming-request.js";
import type { Reply } from "./exchange/reply.js";
import type { Vendor } from "./exchange/vendor.js";
import type { FaultControls } from "./faults/fault-controls.js";
import { createFaultEngine } from "./faults/fault-engine.js";
import type { ChosenFault } from "./faults/fault-plan.js";
import type { FakeRequest } from "./log/request-log.js";
import { createMswServer, type ListenOptions, type MswServer } from "./msw/msw-server.js";

declare global {
  // For a program whose `lib` has no `esnext.disposable`; where it has, the two are merged.
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
}

/** The members of every fake, of any vendor. */
export interface FakeServer<ClockType extends Clock = VirtualClock> extends FaultControls {
  /** The default `baseUrl` of the vendor's client. */
  readonly baseUrl: string;
  /** The fake's clock, by which everything in the account expires or recurs. */
  readonly clock: ClockType;
  /** A `fetch` that reaches this fake and nothing else: `new PrivyClient({ fetch: privy.fetch, … })`. Works destructured. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Responds to one request, whatever its origin: for your own server or router. Rejects as `fetch` does when a fault
   * ends the connection.
   */
  readonly handle: (request: Request) => Promise<Response>;
  /** MSW handlers for every address of the vendor's hosts, for your own `setupServer`. */
  readonly handlers: MswServer["handlers"];
  /**
   * Redirects this process's requests to the vendor's hosts to the fake, until `close`: those of the global `fetch` and
   * of `node:http`. Only one fake at a time can listen, and none beside your own `setupServer`, which takes the
   * `handlers` of any number of fakes instead.
   *
   * @throws FakeUsageError when this fake listens already, something else intercepts requests, or MSW cannot express a
   *   fault that is set
   */
  listen(options?: ListenOptions): void;
  /** Ends `listen`; does nothing when the fake does not listen. */
  close(): void;
  [Symbol.dispose](): void;
  /** The latest requests, refused ones included, oldest first, secrets masked. */
  readonly requests: readonly FakeRequest[];
  /** Resets the account to its options, ids included, and removes all faults. The clock keeps its time. */
  reset(): void;
}

/** The parts of a fake that the kit provides. */
export interface FakeServerParts<ClockType extends Clock> {
  /** The members that do not depend on the account's state. */
  readonly surface: Omit<FakeServer<ClockType>, keyof FaultControls | "requests" | "reset">;
  readonly faults: FaultControls;
  /** The access for `serveFakePrivy`. */
  readonly http: { readonly answer: Answer; readonly open: () => () => void };
}

/** Connects an account to all channels, with faults on the way. */
export function createFakeServer<ClockType extends Clock>(context: {
  vendor: Vendor;
  baseUrl: string;
  /** The hosts that the fake stands for. */
  origins: readonly string[];
  clock: ClockType;
  /** The seed of chaos. */
  seed: number | string;
  requests: () => readonly FakeRequest[];
  /** Responds to a request, as far as its fault allows. */
  answer: (request: IncomingRequest, fault: ChosenFault | undefined, channel: Channel) => Reply;
  /** Returns the name of a known credential. */
  tokenName?: ((credential: string) => string | undefined) | undefined;
  /** Called when a fault is set, removed or used up. */
  onFaultsChange?: (() => void) | undefined;
}): FakeServerParts<ClockType> {
  const { vendor, origins, clock } = context;
  const faults = createFaultEngine({
    seed: context.seed,
    requests: context.requests,
    vendor,
    onChange: context.onFaultsChange,
    tokenName(request) {
      const credential = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
      return credential === undefined ? undefined : context.tokenName?.(credential);
    },
  });
  const answerOn =
    (channel: Channel): Answer =>
    (request) =>
      context.answer(request, faults.choose(request, channel), channel);
  const answer = answerOn("fetch");
  const msw = createMswServer({
    origins,
    answer: answerOn("msw"),
    clock,
    open: () => faults.open("msw"),
    vendor,
  });
  return {
    surface: {
      baseUrl: context.baseUrl,
      clock,
      fetch: createFakeFetch({ origins, answer, clock, vendor }),
      handle: async (request) =>
        deliver(await answer(await readRequest(request)), { clock, signal: request.signal }),
      get handlers() {
        return msw.handlers;
      },
      listen: msw.listen,
      close: msw.close,
      [Symbol.dispose]: msw.close,
    },
    faults: faults.controls,
    http: { answer: answerOn("http"), open: () => faults.open("http") },
  };
}

/** Joins the parts of a fake into one object. Getters stay getters, so that each reading is current. */
export function joinSurfaces<One extends object, Two extends object, Three extends object = object>(
  one: One,
  two: Two,
  three?: Three,
): One & Two & Three {
  const parts = [one, two, three ?? {}].map((part) => Object.getOwnPropertyDescriptors(part));
  // It has the properties of all of them.
  return Object.defineProperties({}, Object.assign({}, ...parts)) as One & Two & Three;
}
