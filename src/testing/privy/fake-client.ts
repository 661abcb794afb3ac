import type { Clock } from "../../http/clock.js";
import type { OAuthOptions } from "../../privy/client-credentials.js";
import type { PrivyClientOptions } from "../../privy/client-options.js";
import { PrivyClient } from "../../privy/privy-client.js";
import { createRateBudget } from "../../privy/rate-budget.js";
import { isObject } from "../../schemas/objects/is-object.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import { createSeededRandom, type SeededRandom } from "../kit/seeded-random.js";
import type { ServerState } from "./account/server-state.js";
import { createRenewableBudget } from "./renewable-budget.js";

/** Options of `PrivyClient` that a client of the fake can override. */
export interface FakeClientOptions extends Omit<Partial<PrivyClientOptions>, "oauth"> {
  /** The OAuth credentials. `true` means the account's first OAuth client, created if there is none, with all its scopes. */
  oauth?: OAuthOptions | true | undefined;
}

/** Creates clients that are wired to one fake. */
export interface ClientFactory {
  client(overrides?: FakeClientOptions): PrivyClient;
  /** Clears what the clients know of the rate limit when the account is reset. */
  reset(): void;
  /** Clears what the clients know of the rate limit. */
  forgetRates(): void;
}

/** Creates the factory; all its clients share one rate budget, as they share one account. */
export function createClientFactory(context: {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** The seed of the clients' jitter. */
  seed: number | string;
  state: () => ServerState;
}): ClientFactory {
  const { fetch, seed, state } = context;
  let random = jitterOf(seed);
  // The same time, with repeatable random numbers.
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
      if (!isObject(overrides))
        throw new FakeUsageError("The fake's client needs an object of options, or none at all.");
      // Another reserve or another clock needs a budget of its own: a budget has one clock.
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
