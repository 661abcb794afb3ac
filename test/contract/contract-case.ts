import type { PrivyClient, PrivyClientOptions, Scope } from "privy-orders";
import type { Duration } from "privy-orders/testing";

/** One thing that any Privy must do: the fake, and the real one. */
export interface ContractCase {
  /** A sentence about Privy. */
  readonly title: string;
  /** The documentation page that says so, by its short name (ORD, AUTH …; see the README). */
  readonly page: string;
  /** Why it is not run on a real account, if it is not. */
  readonly notOnRealAccount?: string;
  readonly run: (privy: PrivyUnderTest) => Promise<void>;
}

/** A request as it goes out; nothing is added but the credential. */
export interface RawRequest {
  readonly method?: string;
  /** Below the base URL. Default `/orders/placed`. */
  readonly path?: string;
  /** Sent as JSON; text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The whole `Authorization` header; null leaves it out. Default: the account's token. */
  readonly authorization?: string | null;
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, integers beyond 2^53 as bigint; undefined when it is not JSON. */
  readonly body: unknown;
}

/** What a case can do with the Privy that it is run on. */
export interface PrivyUnderTest {
  /** `POST /orders/placed` unless told otherwise. */
  send(request?: RawRequest): Promise<RawAnswer>;
  client(overrides?: Partial<PrivyClientOptions>): PrivyClient;
  /** A valid order that Privy does not know yet, with these fields set; one that is undefined is left out. */
  newOrder(
    fields?: Readonly<Record<string, unknown>>,
  ): Record<string, unknown> & { order_id: number | string };
  /** A valid contact that Privy does not know yet, with these fields set; one that is undefined is left out. */
  newContact(fields?: Readonly<Record<string, unknown>>): Record<string, unknown> & { email: string };
  /** Sends a form to the token endpoint. */
  exchange(form: Readonly<Record<string, string>>): Promise<RawAnswer>;
  /** Lets time go by; throws on a real account, where that would take too long. */
  pass(duration: Duration): Promise<void>;
  /** What a merchant does in the dashboard; throws on a real account, where no API does it. */
  readonly dashboard: Dashboard;
}

export interface Dashboard {
  /** Gives back the token. */
  createToken(scopes: readonly Scope[]): string;
  revokeToken(token: string): void;
  /** Gives back the integration's token. */
  createIntegration(): string;
  deactivateIntegration(token: string): void;
  createOAuthClient(scopes: readonly Scope[]): { readonly clientId: string; readonly clientSecret: string };
  /** Gives back the id of a new contact that Privy itself has suppressed. */
  createComplianceSuppressed(email: string): string;
}

/** Why cases with `dashboard` cannot be run on a real account. */
export const needsDashboard = "tokens and integrations are made in the dashboard, not through the API";
/** Why cases that create contacts are not run on a real account. */
export const leavesContacts = "contacts stay: deleting one only hides it";
/** Why cases with `pass` are not run on a real account. */
export const needsTime = "it takes longer than a test can wait";
/** Why cases that meet the rate limit are not run on a real account. */
export const spendsBudget = "it would spend the rate limit that the shop needs";
/** Why cases that store more than one order are not run on a real account. */
export const leavesTraces = "orders and their contacts stay: the API cannot delete an order";
