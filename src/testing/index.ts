export type { Clock } from "../http/clock.js";
export { systemClock } from "../http/clock.js";
export type { Scope } from "../privy/scope.js";
export type { Duration } from "./kit/clock/duration.js";
export type { Moment } from "./kit/clock/moment.js";
export {
  createRunningClock,
  type RunningClock,
  type RunningClockOptions,
} from "./kit/clock/running-clock.js";
export {
  createVirtualClock,
  type VirtualClock,
  type VirtualClockOptions,
} from "./kit/clock/virtual-clock.js";
export type { Channel } from "./kit/exchange/channel.js";
export type { ErrorDetail } from "./kit/exchange/reply.js";
export type { AsymmetricMatcher, Expected, ExpectedFields } from "./kit/expect/expected-fields.js";
export { FakeAssertionError } from "./kit/expect/fake-assertion-error.js";
export type { RequestMark } from "./kit/expect/request-mark.js";
export type { FakeServer } from "./kit/fake-server.js";
export { CHAOS_FAULTS, type Chaos, type ChaosOptions } from "./kit/faults/chaos.js";
export type {
  BodyFault,
  ClockSkewFault,
  ConnectionFault,
  ExpiredTokenFault,
  Fault,
  FaultOptions,
  RetryAfter,
  SlowFault,
  StatusFault,
} from "./kit/faults/fault.js";
export type { FailNextOptions, FaultControls } from "./kit/faults/fault-controls.js";
export { FAULT_NAMES, type FaultName } from "./kit/faults/fault-names.js";
export type { FaultRuleView, FaultScope, PendingFault } from "./kit/faults/fault-rule.js";
export type { InjectedFault } from "./kit/faults/injected-fault.js";
export type { RequestMatch } from "./kit/faults/request-match.js";
export type { FakeRequest } from "./kit/log/request-log.js";
export type { RequestView } from "./kit/log/request-view.js";
export type { Msw } from "./kit/msw/load-msw.js";
export type { ListenOptions } from "./kit/msw/msw-server.js";
export type { DecisionRow } from "./kit/options/choose-readings.js";
export { FakeUsageError } from "./kit/options/fake-usage-error.js";
export type {
  FakeIntegration,
  FakeIntegrationOptions,
  IntegrationRegistry,
} from "./privy/account/integration-registry.js";
export type { RecordChange, RequestEffects } from "./privy/account/journal.js";
export type {
  FakeOAuthClient,
  FakeOAuthClientOptions,
  OAuthClientRegistry,
} from "./privy/account/oauth-client-registry.js";
export type { FakeRateLimitOptions } from "./privy/account/rate-limit-option.js";
export type { FakeRateLimit, FakeRateWindow } from "./privy/account/rate-limiter.js";
export type { FakeToken, FakeTokenOptions, TokenRegistry } from "./privy/account/token-registry.js";
export type { ConsentChange, FakeEmailConsent, FakeSmsConsent } from "./privy/consents.js";
export type { FakeContactOptions } from "./privy/contacts/add-contact.js";
export {
  DECISIONS,
  type DecisionChoices,
  type DecisionName,
  type Decisions,
} from "./privy/decisions/decisions.js";
export type { Attribution } from "./privy/engines/attribution.js";
export type { Engagement, EngagementInput } from "./privy/engines/engagement.js";
export type {
  CatalogId,
  FlowCondition,
  FlowDefinition,
  FlowEntry,
  FlowTrigger,
  OrderCountCondition,
  OrderValueCondition,
  PurchasedProductCondition,
  PurchasedVariantCondition,
} from "./privy/engines/flow-definition.js";
export type { FlowEvaluation, FlowRefusal, FlowRun, FlowSuppression } from "./privy/engines/flow-run.js";
export type { NumberTest } from "./privy/engines/number-test.js";
export type { DateTest, SegmentCondition, SegmentDefinition } from "./privy/engines/segment-definition.js";
export type { ContactExpectations } from "./privy/expect/expect-contact.js";
export type { FlowExpectations, FlowNoStartOptions, FlowStartOptions } from "./privy/expect/expect-flow.js";
export type { NoHintsOptions } from "./privy/expect/expect-no-hints.js";
export type { OrderExpectations } from "./privy/expect/expect-order.js";
export type { FakePrivyExpectations } from "./privy/expect/expectations.js";
export type { FlowSubject } from "./privy/expect/flow-scope.js";
export type { FakeClientOptions } from "./privy/fake-client.js";
export { createFakePrivy, type FakePrivy } from "./privy/fake-privy.js";
export type { FakePrivyEvent } from "./privy/fake-privy-event.js";
export type { FakePrivyOptions } from "./privy/fake-privy-options.js";
export type { FakePrivySnapshot } from "./privy/fake-privy-snapshot.js";
export type { FakePrivyRequest, Hint, HintCode } from "./privy/hints/hint.js";
export type { TimelineEntry } from "./privy/history/contact-timeline.js";
export type { FakeOrderVersion } from "./privy/history/order-history.js";
export type { FakeContact, FakeOrder, FakeWelcomeSms } from "./privy/model.js";
export type { OrderPreview, PreviewOptions } from "./privy/preview/preview-order.js";
export type { RestoreOptions } from "./privy/snapshots.js";
export type { FakePrivyRequestDetail, FakeSegment } from "./privy/state-reader.js";
export { createMemoryQueue, type MemoryQueueOptions } from "./queue/create-memory-queue.js";
export { MemoryLane, QueueMemory, type RememberedOrder } from "./queue/queue-memory.js";
export {
  SEQUENZY_DECISIONS,
  type SequenzyDecisionChoices,
  type SequenzyDecisions,
} from "./sequenzy/decisions.js";
export type {
  FakeSequenzyExpectations,
  SequenzyOrderExpectations,
  SequenzySubscriberExpectations,
} from "./sequenzy/expectations.js";
export { createFakeSequenzy, type FakeSequenzy } from "./sequenzy/fake-sequenzy.js";
export type { FakeSequenzyKey, FakeSequenzyKeyOptions, FakeSequenzyKeys } from "./sequenzy/keys.js";
export type {
  FakeSequenzyAutomation,
  FakeSequenzyEvent,
  FakeSequenzyEventName,
  FakeSequenzyJob,
  FakeSequenzyOrder,
  FakeSequenzyPush,
  FakeSequenzyReminder,
  FakeSequenzySubscriber,
} from "./sequenzy/model.js";
export type { FakeSequenzyOptions } from "./sequenzy/options.js";
export type { FakeSequenzyRateLimitOptions } from "./sequenzy/rate-limit.js";
export type { FakeSequenzySnapshot } from "./sequenzy/snapshots/fake-sequenzy-snapshot.js";
export { signedWebhook } from "./webhooks/signed-webhook.js";
export type { SignedWebhookOptions } from "./webhooks/signed-webhook-options.js";
