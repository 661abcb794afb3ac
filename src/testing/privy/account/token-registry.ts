import type { Clock } from "../../../http/clock.js";
import { ALL_SCOPES, type Scope } from "../../../privy/scope.js";
import { type Moment, momentForms, readMoment } from "../../kit/clock/moment.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { credentialText } from "../../kit/options/credential-text.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { IdFactory } from "./ids.js";
import { readScopes } from "./read-scopes.js";

/** Options for an API token of the fake's account. */
export interface FakeTokenOptions {
  /** Default: `privy_` and 40 hex characters that follow from the seed. */
  readonly token?: string | undefined;
  /** Its name in the request log. Default `token 1`, `token 2` … */
  readonly name?: string | undefined;
  /** Default: all three. */
  readonly scopes?: readonly Scope[] | undefined;
  /** When the token expires, by the fake's clock: requests then get a 401. Default: never. */
  readonly expiresAt?: Moment | undefined;
}

/** An API token of the fake's account. */
export interface FakeToken {
  /** The token itself. */
  readonly token: string;
  /** Its name in the request log. */
  readonly name: string;
  /** Its scopes. */
  readonly scopes: readonly Scope[];
  /** Milliseconds since 1970; null for a token that does not expire. */
  readonly expiresAtMs: number | null;
}

/**
 * The tokens of one account.
 *
 * @see https://help.privy.com/docs (API tokens)
 */
export interface TokenRegistry {
  /**
   * Adds an active token.
   *
   * @throws FakeUsageError for a bad option, a token that exists already, or the 26th active one (Privy allows 25)
   * @see https://help.privy.com/docs (API tokens)
   */
  create(options?: FakeTokenOptions): FakeToken;
  /**
   * Revokes a token: from the next request on, it gets a 401. Takes the token or what `create` returned.
   *
   * @throws FakeUsageError for an unknown or revoked token
   */
  revoke(token: string | FakeToken): void;
  /** The tokens that are accepted now, oldest first. */
  list(): readonly FakeToken[];
}

/** The state of the registry. Plain data, secrets included. */
export interface TokenRegistryState {
  readonly tokens: readonly FakeToken[];
  readonly created: number;
}

/** What only the fake's server needs. */
export interface TokenLookup extends TokenRegistry {
  /** Returns the active token with that text. */
  find(token: string): FakeToken | undefined;
  /** The token that stands for an unknown credential: one with all scopes under `acceptAny`, else undefined. */
  acceptAny(credential: string): FakeToken | undefined;
  snapshot(): TokenRegistryState;
  restore(state: TokenRegistryState): void;
}

const maxActiveTokens = 25;

/** Creates the tokens of one account. */
export function createTokenRegistry(context: {
  clock: Clock;
  ids: IdFactory;
  /** Whether every credential is accepted as a token. Default false. */
  acceptAny?: boolean | undefined;
}): TokenLookup {
  const byText = new Map<string, FakeToken>();
  let created = 0;

  const isActive = (token: FakeToken): boolean =>
    token.expiresAtMs === null || context.clock.now() < token.expiresAtMs;
  const list = (): readonly FakeToken[] => [...byText.values()].filter(isActive);

  return {
    list,
    find(text) {
      const token = byText.get(text);
      return token !== undefined && isActive(token) ? token : undefined;
    },
    acceptAny: (token) =>
      context.acceptAny === true
        ? Object.freeze({ token, name: "any token", scopes: ALL_SCOPES, expiresAtMs: null })
        : undefined,
    create(options = {}) {
      checkKeys("token", options, ["token", "name", "scopes", "expiresAt"]);
      const name = options.name ?? `token ${created + 1}`;
      if (typeof name !== "string" || name === "") {
        throw new FakeUsageError("A token's name must be text that is not empty.");
      }
      const scopes = readScopes("A token", options.scopes ?? ALL_SCOPES);
      const expiresAtMs = options.expiresAt === undefined ? null : readExpiry(options.expiresAt);
      const text = credentialText("A token", options.token ?? context.ids.make("apiToken"));
      if (byText.has(text)) throw new FakeUsageError("That token exists already; tokens are unique.");
      if (list().length >= maxActiveTokens) {
        throw new FakeUsageError(
          `An account has at most ${maxActiveTokens} active tokens: revoke one before creating the next.`,
        );
      }
      const token: FakeToken = Object.freeze({ token: text, name, scopes, expiresAtMs });
      byText.set(text, token);
      created += 1;
      return token;
    },
    revoke(given) {
      const text = typeof given === "string" ? given : given?.token;
      if (!byText.delete(text)) {
        throw new FakeUsageError(
          "Unknown token: it never existed, or is revoked already. Give revoke the token or what create returned.",
        );
      }
    },
    snapshot: () => ({ tokens: [...byText.values()], created }),
    restore(state) {
      byText.clear();
      for (const token of state.tokens) byText.set(token.token, token);
      created = state.created;
    },
  };
}

function readExpiry(moment: Moment): number {
  const span = readMoment(moment);
  if (span === undefined) throw new FakeUsageError(`A token's expiresAt must be ${momentForms}.`);
  return span.startMs;
}
