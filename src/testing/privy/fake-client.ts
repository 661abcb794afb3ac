import type { Clock } from "../../http/clock.js";
import type { OAuthOptions } from "../../privy/client-credentials.js";
import type { PrivyClientOptions } from "../../privy/client-options.js";
import { PrivyClient } from "../../privy/privy-client.js";
import { createRateBudget } from "../../privy/rate-budget.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import { createSeededRandom, type SeededRandom } from "../kit/seeded-random.js";
import type { ServerState } from "./account/server-state.js";
import { createRenewableBudget } from "./renewable-budget.js";

/** What a client of the fake can be told otherwise. */
export interface FakeClientOptions extends Omit<Partial<PrivyClientOptions>, "oauth"> {
  /** True stands for the account's first OAuth client, which is made when there is none, and all that it is granted. */
  oauth?: OAuthOptions | true | undefined;
}

/** Makes clients that are wired to one fake. */
export interface ClientFactory {
  client(overrides?: FakeClientOptions): PrivyClient;
  /** The account begins anew, and with it what its clients know of the rate limit. */
  reset(): void;
  /** What its clients know of the rate limit is no longer so. */
  forgetRates(): void;
}

/** Makes the factory; all its clients share one rate budget, as they share one account. */
export function createClientFactory(context: {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** The jitter of the clients follows from it. */
  seed: number | string;
  state: () => ServerState;
}): ClientFactory {
  const { fetch, seed, state } = context;
  let random = jitterOf(seed);
  // The same time, with chance that can be repeated.
  const clock: Clock = {
    now: () => context.clock.now(),
    setTimer: (callback, delayMs, purpose) => context.clock.setTimer(callback, delayMs, purpose),
    random: () => random.next(),
  };
  const rateBudget = createRenewableBudget(createRateBudget);

  function credentialOf({ token, oauth }: FakeClientOptions): {
    token: PrivyClientOptions["token"];
    oauth: OAuthOptions | undefined;
  } {
    if (oauth === true) {
      const { oauthClients } = state();
      const { clientId, clientSecret, scopes } = oauthClients.list()[0] ?? oauthClients.create();
      return { token, oauth: { clientId, clientSecret, scopes } };
    }
    if (token !== undefined || oauth !== undefined) return { token, oauth };
    const [first] = state().tokens.list();
    if (first !== undefined) return { token: first.token, oauth: undefined };
    throw new FakeUsageError(
      "The account has no active token: create one, or give the client a token, or oauth: true.",
    );
  }

  return {
    client(overrides = {}) {
      // A reserve of its own makes a budget of its own, and so does another clock: a budget keeps one time.
      const isShared = overrides.liveReserve === undefined && overrides.clock === undefined;
      return new PrivyClient({
        fetch,
        clock,
        ...(isShared ? { rateBudget } : {}),
        ...overrides,
        ...credentialOf(overrides),
      });
    },
    reset() {
      random = jitterOf(seed);
      rateBudget.renew();
    },
    forgetRates: () => rateBudget.renew(),
  };
}

const jitterOf = (seed: number | string): SeededRandom => createSeededRandom(seed).fork("client jitter");
