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

/** What every fake offers, whichever vendor's account it stands for. */
export interface FakeServer<ClockType extends Clock = VirtualClock> extends FaultControls {
  /** What the vendor's client takes as `baseUrl` by default. */
  readonly baseUrl: string;
  /** The fake's clock. Everything in the account that expires or recurs goes by it. */
  readonly clock: ClockType;
  /** A `fetch` that reaches this fake and nothing else: `new PrivyClient({ fetch: privy.fetch, … })`. Works destructured. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Responds to one request, whatever its origin: for a server or a router of one's own.
   * Where a fault ends the connection, it rejects as `fetch` does.
   */
  readonly handle: (request: Request) => Promise<Response>;
  /** MSW handlers for every address of the vendor's hosts, for one's own `setupServer`. */
  readonly handlers: MswServer["handlers"];
  /**
   * Sends every request of this process to the vendor's hosts to the fake, until `close`: those of the global `fetch` and of
   * `node:http`. Only one fake at a time can listen, and none beside a `setupServer` of the test's own: that one takes the
   * `handlers` of any number of fakes.
   *
   * @throws FakeUsageError when this fake listens already, something else intercepts requests, or a fault that was set cannot be expressed through MSW
   */
  listen(options?: ListenOptions): void;
  /** Ends `listen`; does nothing when the fake does not listen. */
  close(): void;
  [Symbol.dispose](): void;
  /** The latest requests, refused ones included, oldest first, secrets masked. */
  readonly requests: readonly FakeRequest[];
  /** Back to what the options described, ids included, and no fault set. The clock goes on: time that has passed has passed. */
  reset(): void;
}

/** The parts of a fake that only the kit needs to know how to make. */
export interface FakeServerParts<ClockType extends Clock> {
  /** Everything of the surface but what depends on the account's state. */
  readonly surface: Omit<FakeServer<ClockType>, keyof FaultControls | "requests" | "reset">;
  readonly faults: FaultControls;
  /** The way in for `serveFakePrivy`. */
  readonly http: { readonly answer: Answer; readonly open: () => () => void };
}

/** Connects an account to every channel that requests can take, with faults on their way. */
export function createFakeServer<ClockType extends Clock>(context: {
  vendor: Vendor;
  baseUrl: string;
  /** The hosts that the fake stands for. */
  origins: readonly string[];
  clock: ClockType;
  /** Chaos follows from it. */
  seed: number | string;
  requests: () => readonly FakeRequest[];
  /** Responds to a request, as far as its fault lets it. */
  answer: (request: IncomingRequest, fault: ChosenFault | undefined, channel: Channel) => Reply;
  /** The name of a credential, when the account knows it. */
  tokenName?: ((credential: string) => string | undefined) | undefined;
  /** Is told whenever a fault is set, taken back or used up. */
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

/** Joins the parts of a fake into one object. Getters stay getters, so that each reading is of that moment. */
export function joinSurfaces<One extends object, Two extends object, Three extends object = object>(
  one: One,
  two: Two,
  three?: Three,
): One & Two & Three {
  const parts = [one, two, three ?? {}].map((part) => Object.getOwnPropertyDescriptors(part));
  // It has the properties of all of them.
  return Object.defineProperties({}, Object.assign({}, ...parts)) as One & Two & Three;
}
