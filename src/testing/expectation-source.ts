import type { FlowDefinition } from "./flow-definition.js";
import type { FakeIntegration } from "./integration-registry.js";
import type { RequestLog } from "./request-log.js";
import type { StateReader } from "./state-reader.js";

/** What the expectations of one fake look at: always as it is at that moment. */
export interface ExpectationSource {
  readonly reader: StateReader;
  readonly flows: readonly FlowDefinition[];
  readonly integrations: () => readonly FakeIntegration[];
  readonly log: () => RequestLog;
}
