import type { Clock } from "../../http/clock.js";
import { createVirtualClock, type VirtualClock } from "../kit/clock/virtual-clock.js";
import { checkClockAndSeed } from "../kit/options/check-clock-and-seed.js";
import { checkKeys } from "../kit/options/check-keys.js";
import { copyOptions } from "../kit/options/copy-options.js";
import { FakeUsageError } from "../kit/options/fake-usage-error.js";
import type { FakeIntegrationOptions } from "./account/integration-registry.js";
import type { FakeOAuthClientOptions } from "./account/oauth-client-registry.js";
import { type FakeRateLimitOptions, readRateLimits } from "./account/rate-limit-option.js";
import type { Recording, ServerSettings } from "./account/server-state.js";
import type { FakeTokenOptions } from "./account/token-registry.js";
import { type DecisionChoices, resolveDecisions } from "./decisions/decisions.js";
import type { FlowDefinition } from "./engines/flow-definition.js";
import type { SegmentDefinition } from "./engines/segment-definition.js";
import { checkSegmentDefinitions } from "./engines/segment-definition-check.js";

/** Options of a fake Privy. All have defaults; unknown names and values are refused. */
export interface FakePrivyOptions<ClockType extends Clock = VirtualClock> {
  /** The account's API tokens; a string is the token itself. Default: one with all scopes, derived from the seed. */
  readonly tokens?: readonly (string | FakeTokenOptions)[] | undefined;
  /**
   * The account's OAuth clients. Default: none.
   *
   * @see https://help.privy.com/docs (authentication)
   */
  readonly oauthClients?: readonly FakeOAuthClientOptions[] | undefined;
  /**
   * The account's Custom Integrations; a string is the integration's token. Default: none.
   *
   * @see https://help.privy.com/docs (Custom Integration)
   */
  readonly integrations?: readonly (string | FakeIntegrationOptions)[] | undefined;
  /**
   * The merchant's flows. Default: none.
   *
   * @see https://help.privy.com/docs (Custom Integration, flow editor)
   */
  readonly flows?: readonly FlowDefinition[] | undefined;
  /**
   * The merchant's segments. Default: none.
   *
   * @see https://help.privy.com/docs (segments)
   */
  readonly segments?: readonly SegmentDefinition[] | undefined;
  /**
   * The account's rate limits, shared by all its credentials; false for none. Default: the documented 60 requests per
   * minute and 10,000 per day, so that a burst behaves as in production. A client from `privy.client()`, or with
   * `fetch: privy.fetch`, then waits on the fake's clock, which takes no time. A client that reaches the fake by
   * `listen()` really waits: give it `clock: privy.clock`, or the fake `rateLimit: false`.
   *
   * @see https://help.privy.com/docs (rate limits)
   */
  readonly rateLimit?: false | FakeRateLimitOptions | undefined;
  /** The source of the fake's time. Default: a virtual clock of its own, at 2026-01-01T00:00:00Z. */
  readonly clock?: ClockType | undefined;
  /** The seed of all ids and tokens: equal seeds and equal requests make equal ids. Default `"privy"`. */
  readonly seed?: number | string | undefined;
  /** Other readings of what Privy's documentation leaves open, by switch. Default: those of `DECISIONS`. */
  readonly decisions?: DecisionChoices | undefined;
  /** Whether every bearer token is accepted, with all scopes. Default false. */
  readonly acceptAny?: boolean | undefined;
  /** How many of the latest requests the log keeps; 0 to 1,000,000. Default 10,000. */
  readonly keepRequests?: number | undefined;
}

/** The options, checked and with defaults. */
export interface FakePrivySettings<ClockType extends Clock> extends ServerSettings {
  readonly clock: ClockType;
  readonly segments: readonly SegmentDefinition[];
  readonly recording: Recording;
}

const optionNames: readonly string[] = Object.keys({
  tokens: 0,
  oauthClients: 0,
  rateLimit: 0,
  integrations: 0,
  flows: 0,
  segments: 0,
  clock: 0,
  seed: 0,
  decisions: 0,
  keepRequests: 0,
  acceptAny: 0,
} satisfies Record<keyof FakePrivyOptions, 0>);

/** Checks the options. Throws FakeUsageError for an unknown or wrong option; it names the nearest known one. */
export function resolveSettings<ClockType extends Clock>(
  options: FakePrivyOptions<ClockType>,
): FakePrivySettings<ClockType> {
  checkKeys("options", options, optionNames);
  const { seed = "privy", keepRequests = 10_000, segments = [], flows = [] } = options;
  const clock = options.clock ?? createVirtualClock();
  checkClockAndSeed({ clock, seed });
  if (!Number.isInteger(keepRequests) || keepRequests < 0 || keepRequests > 1_000_000) {
    throw new FakeUsageError("options.keepRequests must be a whole number from 0 to 1,000,000.");
  }
  if (!Array.isArray(options.oauthClients ?? [])) {
    throw new FakeUsageError("options.oauthClients must be a list.");
  }
  if (!["boolean", "undefined"].includes(typeof options.acceptAny)) {
    throw new FakeUsageError("options.acceptAny must be true or false.");
  }
  checkSegmentDefinitions(segments);
  return {
    // Without a clock in the options, ClockType is its default: the virtual clock.
    clock: clock as ClockType,
    seed,
    keepRequests,
    acceptAny: options.acceptAny ?? false,
    recording: { isFull: false },
    segments: copyOptions(segments),
    flows: copyOptions(flows),
    decisions: resolveDecisions(options.decisions),
    tokens: entriesOf<FakeTokenOptions>("tokens", options.tokens ?? [{}]),
    rateLimits: readRateLimits(options.rateLimit),
    oauthClients: copyOptions(options.oauthClients ?? []),
    integrations: entriesOf<FakeIntegrationOptions>("integrations", options.integrations ?? []),
  };
}

/** A string stands for the token. The registries check other entries. */
function entriesOf<Entry extends FakeTokenOptions | FakeIntegrationOptions>(
  name: string,
  entries: readonly (string | Entry)[],
): readonly (Entry | { token: string })[] {
  if (!Array.isArray(entries)) throw new FakeUsageError(`options.${name} must be a list.`);
  return entries.map((entry: string | Entry) =>
    typeof entry === "string" ? { token: entry } : copyOptions(entry),
  );
}
