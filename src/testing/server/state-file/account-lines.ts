import type { IdFactoryState } from "../../privy/account/ids.js";
import type { FakeIntegration } from "../../privy/account/integration-registry.js";
import type { AccessToken, FakeOAuthClient } from "../../privy/account/oauth-client-registry.js";
import type { RateLimiterState } from "../../privy/account/rate-limiter.js";
import type { FakeToken } from "../../privy/account/token-registry.js";
import type { ConsentChange } from "../../privy/consents.js";
import type { Decisions } from "../../privy/decisions/decisions.js";
import type { Engagement } from "../../privy/engines/engagement.js";
import type { FlowEvaluation, FlowRun } from "../../privy/engines/flow-run.js";
import type { FakeContact, FakeOrder, FakeWelcomeSms } from "../../privy/model.js";
import type { ClockView } from "../control/views/clock-control.js";

/** The first line of a state. */
export interface AccountHeader {
  readonly format: "privy-orders fake";
  readonly version: 1;
  /** The version of the package that wrote it. */
  readonly package: string;
  /** By the machine's clock: ISO 8601, UTC. */
  readonly savedAt: string;
  readonly clock: ClockView;
  readonly decisions: Decisions;
  readonly seed: number | string;
  readonly counts: {
    readonly orders: number;
    readonly contacts: number;
    /** How many have arrived, and how many the file has. */
    readonly requests: number;
    readonly kept: number;
    /** How many were ever created, from which the next one's name follows. */
    readonly tokens: number;
    readonly oauthClients: number;
  };
}

/** A record of an account's history by its number, or the record itself at its first use. */
export type RecordRef = number | { readonly new: object } | null;

/** What a request changed, with records by their numbers. */
export interface EffectsLine {
  readonly order?: readonly [before: RecordRef, after: RecordRef];
  readonly contact?: readonly [before: RecordRef, after: RecordRef];
  readonly evaluations: readonly RecordRef[];
  readonly exits: readonly RecordRef[];
  readonly consents: readonly RecordRef[];
  readonly welcomeSms: RecordRef;
}

/**
 * One line of a state, after the header: each has one of these members. Records (contacts, changes of consents, messages,
 * orders, runs, evaluations) are numbered from 0 in the order of their lines, so that a request can name them.
 */
export interface AccountLine {
  readonly ids?: IdFactoryState;
  readonly token?: FakeToken;
  readonly oauthClient?: FakeOAuthClient;
  readonly accessToken?: AccessToken;
  readonly integration?: FakeIntegration;
  readonly rate?: RateLimiterState;
  readonly contact?: FakeContact;
  /** The email or phone of a contact that leads to another one. */
  readonly without?: readonly ("email" | "phone")[];
  readonly consents?: readonly [contactId: string, changes: readonly ConsentChange[]];
  readonly welcomeSms?: FakeWelcomeSms;
  readonly order?: FakeOrder;
  readonly run?: FlowRun;
  readonly evaluation?: FlowEvaluation;
  readonly engagement?: Engagement;
  readonly request?: Readonly<Record<string, unknown>> & { readonly effects?: EffectsLine };
  readonly end?: { readonly lines: number; readonly sha256: string };
}
