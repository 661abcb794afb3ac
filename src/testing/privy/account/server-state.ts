import type { Clock } from "../../../http/clock.js";
import { createHttpDate } from "../../kit/clock/http-date.js";
import type { LogEntry } from "../../kit/log/log-entry.js";
import { createRequestLog } from "../../kit/log/request-log.js";
import { createSeededRandom } from "../../kit/seeded-random.js";
import type { Decisions } from "../decisions/decisions.js";
import { type AttributionEngine, createAttributionEngine } from "../engines/attribution.js";
import { comparableEmail } from "../engines/engagement.js";
import type { FlowDefinition } from "../engines/flow-definition.js";
import { createFlowEngine, type FlowEngine } from "../engines/flow-engine.js";
import { createHints } from "../hints/create-hints.js";
import type { Hint, PrivyRequestLog } from "../hints/hint.js";
import { PRIVY } from "../vendor.js";
import { type ConsentLog, createConsentLog } from "./consent-log.js";
import { type ContactStore, createContactStore } from "./contact-store.js";
import { createIdFactory, type IdFactory } from "./ids.js";
import {
  createIntegrationRegistry,
  type FakeIntegrationOptions,
  type IntegrationLookup,
} from "./integration-registry.js";
import { createJournal, type Journal, type RequestEffects } from "./journal.js";
import {
  createOAuthClientRegistry,
  type FakeOAuthClientOptions,
  type OAuthLookup,
} from "./oauth-client-registry.js";
import { createOrderStore, type OrderStore } from "./order-store.js";
import type { RateLimits } from "./rate-limit-option.js";
import { createRateLimiter, type RateLimiter } from "./rate-limiter.js";
import { createTimestamp } from "./timestamp.js";
import { createTokenRegistry, type FakeTokenOptions, type TokenLookup } from "./token-registry.js";
import { createWelcomeSmsLog, type WelcomeSmsLog } from "./welcome-sms-log.js";

/** The settings of an account, checked and with defaults. */
export interface ServerSettings {
  readonly clock: Clock;
  readonly seed: number | string;
  readonly decisions: Decisions;
  readonly tokens: readonly FakeTokenOptions[];
  readonly integrations: readonly FakeIntegrationOptions[];
  readonly flows: readonly FlowDefinition[];
  readonly keepRequests: number;
  /** Whether every bearer token is accepted. Default false. */
  readonly acceptAny?: boolean | undefined;
  /** How much is recorded of each request. Default: what tests need. */
  readonly recording?: Recording | undefined;
  /** Default: none. */
  readonly oauthClients?: readonly FakeOAuthClientOptions[] | undefined;
  /** Default: no limit. */
  readonly rateLimits?: RateLimits | undefined;
}

/** How much is recorded of each request. */
export interface Recording {
  /** Whether responses are kept and their durations measured. */
  isFull: boolean;
}

/** The whole state of one fake account. Two accounts share nothing. */
export interface ServerState {
  readonly clock: Clock;
  /** The clock's time in Privy's format. */
  readonly timestamp: () => string;
  /** The clock's time as a `Date` header. */
  readonly httpDate: () => string;
  readonly decisions: Decisions;
  readonly ids: IdFactory;
  readonly tokens: TokenLookup;
  readonly oauthClients: OAuthLookup;
  readonly rateLimiter: RateLimiter;
  readonly integrations: IntegrationLookup;
  readonly contacts: ContactStore;
  readonly consents: ConsentLog;
  readonly welcomeSms: WelcomeSmsLog;
  readonly orders: OrderStore;
  readonly flows: FlowEngine;
  readonly attribution: AttributionEngine;
  /** The changes of the current request. */
  readonly journal: Journal;
  readonly log: PrivyRequestLog;
  readonly recording: Recording;
  readonly hintsOf: (entry: LogEntry<RequestEffects>) => readonly Hint[];
  /** Runs an action that is not a request; flow evaluations that it causes carry this name. */
  acting<Result>(operation: string, action: () => Result): Result;
}

/**
 * Creates an account from its settings.
 *
 * @throws FakeUsageError for a token, an integration or a flow that cannot be used
 */
export function createServerState(settings: ServerSettings): ServerState {
  const { clock, decisions } = settings;
  const ids = createIdFactory(createSeededRandom(settings.seed));
  const orders = createOrderStore();
  const tokens = createTokenRegistry({ clock, ids, acceptAny: settings.acceptAny });
  for (const token of settings.tokens) tokens.create(token);
  const integrations = createIntegrationRegistry({ ids });
  for (const integration of settings.integrations) integrations.create(integration);
  const oauthClients = createOAuthClientRegistry({ clock, ids, decisions });
  for (const client of settings.oauthClients ?? []) oauthClients.create(client);
  const timestamp = createTimestamp(clock);
  const { recording = { isFull: false } } = settings;
  const hintsOf = createHints({ log: () => log });
  const log: PrivyRequestLog = createRequestLog({
    keep: settings.keepRequests,
    vendor: PRIVY,
    keepsAnswers: () => recording.isFull,
    describeMore: hintsOf,
  });
  let actor: string | undefined;
  const journal = createJournal();
  const consents = createConsentLog({ timestamp, journal });
  return {
    clock,
    timestamp,
    httpDate: createHttpDate(clock),
    decisions,
    ids,
    tokens,
    oauthClients,
    rateLimiter: createRateLimiter({ clock, limits: settings.rateLimits, decisions }),
    integrations,
    orders,
    consents,
    welcomeSms: createWelcomeSmsLog({ timestamp, journal }),
    contacts: createContactStore({
      emailKey: decisions.emailMatch === "exact" ? (email) => email : comparableEmail,
      onPut(before, after) {
        consents.note(before, after);
        journal.note("contact", { before, after });
      },
    }),
    flows: createFlowEngine(settings.flows, {
      clock,
      decisions,
      statisticsOrdersOf: orders.statisticsOrdersOf,
      nextFlowRunId: () => ids.make("flowRunId"),
      requestId: () => actor ?? log.nextId(),
      journal,
    }),
    attribution: createAttributionEngine({ clock, decisions }),
    journal,
    log,
    recording,
    hintsOf: (entry) => hintsOf(entry).hints,
    acting(operation, action) {
      actor = operation;
      consents.because(operation);
      try {
        return action();
      } finally {
        actor = undefined;
        // This is not the work of a request.
        journal.take();
      }
    },
  };
}
