import type { RequestLog } from "../../kit/log/request-log.js";
import type { FakeIntegration } from "../account/integration-registry.js";
import type { FlowDefinition } from "../engines/flow-definition.js";
import type { StateReader } from "../state-reader.js";

/** The state that the expectations of one fake read, at the moment of each call. */
export interface ExpectationSource {
  readonly reader: StateReader;
  readonly flows: readonly FlowDefinition[];
  readonly integrations: () => readonly FakeIntegration[];
  readonly log: () => RequestLog;
}
