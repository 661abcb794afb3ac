import type { Clock } from "../../../http/clock.js";
import type { IncomingRequest } from "../../kit/exchange/incoming-request.js";
import type { ServerState } from "../account/server-state.js";
import type { FakePrivySettings } from "../fake-privy-options.js";
import type { SnapshotContent } from "../fake-privy-snapshot.js";
import type { RestoreOptions } from "../snapshots.js";
import type { LoadReport, Seeds } from "./load-seeds.js";

/** The key of what only a fake's control API needs. Shared by all copies of this package in a process. */
export const CONTROL_HOOK: unique symbol = Symbol.for("privy-orders/control-fake-privy");

/** What a reset keeps. */
export interface ResetOptions {
  readonly keepFaults: boolean;
  /** Tokens, OAuth clients and integrations. */
  readonly keepTokens: boolean;
}

/** Returns the hook of a fake Privy; undefined for anything else. */
export function controlHookOf(privy: object): ControlHook | undefined {
  // Only a fake has this key, with a function that returns its hook.
  const give = Reflect.get(Object(privy), CONTROL_HOOK) as (() => ControlHook) | undefined;
  return give?.();
}

/** A fake Privy below its public surface. */
export interface ControlHook {
  readonly settings: FakePrivySettings<Clock>;
  readonly state: () => ServerState;
  /** Processes a request as if it had come by HTTP, and records it. */
  replay(request: IncomingRequest, faults: "apply" | "skip"): void;
  /** Stores contacts, orders and engagements without a request. */
  load(seeds: Seeds): LoadReport;
  reset(options: ResetOptions): void;
  clearLog(): void;
  capture(): SnapshotContent;
  /** Restores a state. Throws FakeUsageError, and changes nothing, when it was captured under other decisions. */
  restore(content: SnapshotContent, options?: RestoreOptions): void;
}
