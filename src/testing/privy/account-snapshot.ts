import { freezeDeeply } from "../kit/freeze-deeply.js";
import type { RequestLogState } from "../kit/log/request-log.js";
import type { ConsentLogState } from "./account/consent-log.js";
import type { ContactStoreState } from "./account/contact-store.js";
import type { IdFactoryState } from "./account/ids.js";
import type { FakeIntegration } from "./account/integration-registry.js";
import type { RequestEffects } from "./account/journal.js";
import type { OAuthState } from "./account/oauth-client-registry.js";
import type { RateLimiterState } from "./account/rate-limiter.js";
import type { ServerState } from "./account/server-state.js";
import type { TokenRegistryState } from "./account/token-registry.js";
import type { AttributionEngine } from "./engines/attribution.js";
import type { FlowLogSnapshot } from "./engines/flow-log.js";
import type { FakeOrder, FakeWelcomeSms } from "./model.js";

/** The whole state of an account at one moment: plain data, secrets included, that never changes. */
export interface AccountSnapshot {
  readonly ids: IdFactoryState;
  readonly tokens: TokenRegistryState;
  readonly oauthClients: OAuthState;
  readonly rateLimiter: RateLimiterState;
  readonly integrations: readonly FakeIntegration[];
  readonly contacts: ContactStoreState;
  readonly consents: ConsentLogState;
  readonly welcomeSms: readonly FakeWelcomeSms[];
  readonly orders: readonly FakeOrder[];
  readonly flows: FlowLogSnapshot;
  readonly engagements: ReturnType<AttributionEngine["snapshot"]>;
  readonly log: RequestLogState<RequestEffects>;
}

/** Captures an account's state. Records are shared with it, not copied: each is frozen, and replaced instead of changed. */
export function captureAccount(state: ServerState): AccountSnapshot {
  const orders = state.orders.all();
  // Values from a request are stored as they came, and a test could write into them.
  for (const order of orders) freezeDeeply(order);
  return {
    ids: state.ids.save(),
    tokens: state.tokens.snapshot(),
    oauthClients: state.oauthClients.snapshot(),
    rateLimiter: state.rateLimiter.snapshot(),
    integrations: state.integrations.list(),
    contacts: state.contacts.snapshot(),
    consents: state.consents.snapshot(),
    welcomeSms: state.welcomeSms.all(),
    orders,
    flows: state.flows.snapshot(),
    engagements: state.attribution.snapshot(),
    log: state.log.snapshot(),
  };
}

/** Sets an account to the state that it, or another one, had at the moment of the snapshot. */
export function restoreAccount(snapshot: AccountSnapshot, state: ServerState): void {
  state.ids.restore(snapshot.ids);
  state.tokens.restore(snapshot.tokens);
  state.oauthClients.restore(snapshot.oauthClients);
  state.rateLimiter.restore(snapshot.rateLimiter);
  state.integrations.restore(snapshot.integrations);
  state.contacts.restore(snapshot.contacts);
  state.consents.restore(snapshot.consents);
  state.welcomeSms.restore(snapshot.welcomeSms);
  state.orders.restore(snapshot.orders);
  state.flows.restore(snapshot.flows);
  state.attribution.restore(snapshot.engagements);
  state.log.restore(snapshot.log);
}
