export type { Clock } from "../http/clock.js";
export { systemClock } from "../http/clock.js";
export type { Scope } from "../privy/scope.js";
export type { FakeContactOptions } from "./add-contact.js";
export { FakePrivyAssertionError } from "./assertion-error.js";
export type { Attribution } from "./attribution.js";
export type { Channel } from "./channel.js";
export { CHAOS_FAULTS, type Chaos, type ChaosOptions } from "./chaos.js";
export type { DecisionRow } from "./choose-readings.js";
export type { ConsentChange } from "./consent-log.js";
export {
  DECISIONS,
  type DecisionChoices,
  type DecisionName,
  type Decisions,
} from "./decisions.js";
export type { Duration } from "./duration.js";
export type { Engagement, EngagementInput } from "./engagement.js";
export type { ContactExpectations } from "./expect-contact.js";
export type { FlowExpectations, FlowNoStartOptions, FlowStartOptions } from "./expect-flow.js";
export type { OrderExpectations } from "./expect-order.js";
export type { FakePrivyExpectations } from "./expectations.js";
export type { AsymmetricMatcher, Expected, ExpectedFields } from "./expected-fields.js";
export type { FakeClientOptions } from "./fake-client.js";
export { createFakePrivy, type FakePrivy } from "./fake-privy.js";
export type { FakePrivyOptions } from "./fake-privy-options.js";
export type { FakePrivySnapshot } from "./fake-privy-snapshot.js";
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
} from "./fault.js";
export type { FailNextOptions, FaultControls, PendingFault } from "./fault-controls.js";
export { FAULT_NAMES, type FaultName } from "./fault-names.js";
export type { FaultScope } from "./fault-rule.js";
export type { FlowCondition, FlowDefinition, FlowEntry, FlowTrigger } from "./flow-definition.js";
export type { FlowEvaluation, FlowRefusal, FlowRun, FlowSuppression } from "./flow-run.js";
export type { InjectedFault } from "./injected-fault.js";
export type { FakeIntegration, FakeIntegrationOptions, IntegrationRegistry } from "./integration-registry.js";
export type { FakeContact, FakeEmailConsent, FakeOrder, FakeSmsConsent, FakeWelcomeSms } from "./model.js";
export type { Moment } from "./moment.js";
export type { ListenOptions } from "./msw-server.js";
export type {
  FakeOAuthClient,
  FakeOAuthClientOptions,
  OAuthClientRegistry,
} from "./oauth-client-registry.js";
export type { FakeRateLimitOptions } from "./rate-limit-option.js";
export type { FakeRateLimit, FakeRateWindow } from "./rate-limiter.js";
export type { FakeRequest } from "./request-log.js";
export type { RequestMark } from "./request-mark.js";
export type { RequestView } from "./request-view.js";
export type { SegmentCondition, SegmentDefinition } from "./segment-definition.js";
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
export type { RestoreOptions } from "./snapshots.js";
export type { FakeSegment } from "./state-reader.js";
export type { FakeToken, FakeTokenOptions, TokenRegistry } from "./token-registry.js";
export { FakePrivyUsageError } from "./usage-error.js";
export { createVirtualClock, type VirtualClock, type VirtualClockOptions } from "./virtual-clock.js";
