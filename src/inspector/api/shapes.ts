import type { RequestSummary } from "../../query/request-summary.js";
import type { ConsentChange } from "../../testing/privy/consents.js";
import type { Attribution } from "../../testing/privy/engines/attribution.js";
import type { Engagement } from "../../testing/privy/engines/engagement.js";
import type { FlowDefinition } from "../../testing/privy/engines/flow-definition.js";
import type { FlowEvaluation, FlowRun } from "../../testing/privy/engines/flow-run.js";
import type { SegmentDefinition } from "../../testing/privy/engines/segment-definition.js";
import type { FakeContact, FakeOrder, FakeWelcomeSms } from "../../testing/privy/model.js";

/** What a hint is called, and what was seen. */
export interface ShownHint {
  readonly code: string;
  readonly message: string;
}

/** A record as it was and as it is. */
export interface ShownChange<Kept> {
  readonly before?: Kept | null;
  readonly after: Kept;
}

/** What a request changed in the account. */
export interface ShownEffects {
  readonly order?: ShownChange<FakeOrder> | null;
  readonly contact?: ShownChange<FakeContact> | null;
  readonly evaluations?: readonly FlowEvaluation[];
  readonly exits?: readonly FlowRun[];
  readonly consents?: readonly ConsentChange[];
  readonly welcomeSms?: FakeWelcomeSms | null;
}

/** A field of a refusal and what is wrong with it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** Everything about one request. */
export interface RequestDetail extends Omit<RequestSummary, "hints" | "fault"> {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly answer?: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  } | null;
  readonly details: readonly FieldProblem[];
  readonly ignoredFields?: readonly string[];
  readonly fault: { readonly name: string } | null;
  /** The request as code that sends it again. */
  readonly snippets: { readonly curl: string; readonly sdk: string };
  readonly effects?: ShownEffects | null;
  readonly hints: readonly ShownHint[];
}

/** A list of the control API. */
export interface ListPage<Item> {
  readonly data: readonly Item[];
  readonly next: number | string | null;
  readonly total: number;
}

/** An order as lists show it. */
export interface OrderRow extends FakeOrder {
  /** What its contact is called. */
  readonly who: string | null;
  readonly versions: number;
  /** The last request that changed it, as far as the log has one. */
  readonly request: number | null;
  readonly hints: readonly string[];
}

/** A version of an order: what one request made of it. */
export interface ShownVersion {
  readonly request: number;
  readonly at: string;
  readonly order: FakeOrder;
  readonly hints?: readonly ShownHint[];
}

/** A contact as lists show it. */
export interface ContactRow extends FakeContact {
  /** How many orders count for it. */
  readonly orders: number;
}

/** An order with its history. */
export interface OrderDetail {
  readonly order: FakeOrder;
  readonly contact: FakeContact | null;
  /** The name of the Custom Integration that it is tied to. */
  readonly integration?: string | null;
  readonly versions: readonly ShownVersion[];
  readonly evaluations: readonly FlowEvaluation[];
  readonly attributions: readonly Attribution[];
  readonly hints: readonly ShownHint[];
}

/** One thing that happened to a contact. */
export interface TimelineItem {
  readonly at: string;
  readonly kind: string;
  readonly requestId?: string;
  readonly contact?: FakeContact;
  readonly change?: ConsentChange;
  readonly order?: FakeOrder;
  readonly outcome?: string;
  readonly run?: FlowRun;
  readonly engagement?: Engagement;
  readonly message?: FakeWelcomeSms;
}

/** A contact with all that belongs to it. */
export interface ContactDetail {
  readonly contact: FakeContact;
  readonly consents: readonly ConsentChange[];
  readonly orders: readonly FakeOrder[];
  readonly runs: readonly FlowRun[];
  readonly segments: readonly string[];
  readonly engagements: readonly Engagement[];
  readonly timeline: readonly TimelineItem[];
}

/** A flow and how it went. */
export interface FlowRow {
  readonly name: string;
  readonly definition: FlowDefinition;
  readonly started: number;
  /** How often it did not start, by reason. */
  readonly notStarted: Readonly<Record<string, number>>;
}

/** What a flow made of an order, with the number of the request. */
export type FlowEvaluationRow = FlowEvaluation & { readonly request: number | null };

/** A segment and how many are in it. */
export interface SegmentRow {
  readonly name: string;
  readonly definition: SegmentDefinition;
  readonly count: number;
}

/** One window of the rate limit. */
export interface ShownWindow {
  readonly limit: number;
  readonly used: number;
  readonly remaining: number;
  readonly resetAt: string;
}

/** Both windows of the rate limit. */
export interface ShownRate {
  readonly minute: ShownWindow;
  readonly day: ShownWindow;
}

/** The fake's clock. */
export interface ShownClock {
  readonly now: string;
  readonly mode: string;
  readonly offsetMs: number;
}

/** A fault that is armed. */
export interface ArmedFault {
  readonly id: string;
  /** What it may come to. */
  readonly names: readonly string[];
  readonly times: number | "always";
  readonly when?: object;
}

/** A snapshot on the shelf. */
export interface SnapshotRow {
  readonly id: string;
  readonly name: string;
  readonly takenAt: string;
  readonly orders: number;
  readonly contacts: number;
  readonly requests: number;
}

/** Chaos as it stands. */
export interface ShownChaos {
  readonly rate: number;
  readonly requests?: number;
  readonly injected?: number;
}

/** What the fake says about itself. */
export interface FakeInfo {
  readonly name: string;
  readonly version: string;
  readonly startedAt: string;
  readonly baseUrl: string;
  readonly tokenUrl: string;
  readonly clock: ShownClock;
  readonly counts: Readonly<Record<string, number>>;
  readonly config: {
    readonly flows: readonly FlowDefinition[];
    readonly segments: readonly SegmentDefinition[];
    readonly keepRequests: number;
  };
  readonly state: { readonly file: string | null; readonly savedAt: string | null };
}

/** What the dry run of an order says. */
export interface CheckResult {
  readonly issues: readonly PathProblem[];
  readonly warnings: readonly PathProblem[];
  readonly wire: object | null;
  readonly would: {
    readonly status: number;
    readonly outcome: string | null;
    readonly before: FakeOrder | null;
    readonly after: FakeOrder | null;
    readonly contact: ShownChange<FakeContact> | null;
    readonly evaluations: readonly FlowEvaluation[];
    readonly details?: readonly FieldProblem[];
  } | null;
}

/** What is wrong with a value of a checked order, and where it is. */
export interface PathProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A token of the account, masked unless it was to be revealed. */
export interface TokenRow {
  readonly name: string;
  readonly token: string;
  readonly scopes: readonly string[];
}
