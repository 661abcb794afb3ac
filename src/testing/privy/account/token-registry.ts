import type { Clock } from "../../../http/clock.js";
import { ALL_SCOPES, type Scope } from "../../../privy/scope.js";
import { type Moment, momentForms, readMoment } from "../../kit/clock/moment.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { credentialText } from "../../kit/options/credential-text.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { IdFactory } from "./ids.js";
import { readScopes } from "./read-scopes.js";

/** An API token as a test may ask for it. */
export interface FakeTokenOptions {
  /** Default: `privy_` and 40 hex characters that follow from the seed. */
  readonly token?: string | undefined;
  /** What the request log calls it. Default `token 1`, `token 2` … */
  readonly name?: string | undefined;
  /** Default: all three. */
  readonly scopes?: readonly Scope[] | undefined;
  /** From this moment on, by the fake's clock, the token is answered with 401. Default: never. */
  readonly expiresAt?: Moment | undefined;
}

/** An API token of the fake's account. */
export interface FakeToken {
  readonly token: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Milliseconds since 1970; null for a token without an end. */
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
   * Ends a token; from the next request on it is answered with 401. Takes the token or what `create` gave back.
   *
   * @throws FakeUsageError when there is no such active token
   */
  revoke(token: string | FakeToken): void;
  /** The tokens that would be accepted now, oldest first. */
  list(): readonly FakeToken[];
}

/** Everything that the registry knows. Plain data, secrets included. */
export interface TokenRegistryState {
  readonly tokens: readonly FakeToken[];
  readonly created: number;
}

/** What the pipeline needs beside. */
export interface TokenLookup extends TokenRegistry {
  /** The active token of that text. */
  find(token: string): FakeToken | undefined;
  /** What a credential that nothing knows is taken for: a token with all scopes where any is accepted, else nothing. */
  acceptAny(credential: string): FakeToken | undefined;
  snapshot(): TokenRegistryState;
  restore(state: TokenRegistryState): void;
}

const maxActiveTokens = 25;

/** Makes the tokens of one account. */
export function createTokenRegistry(context: {
  clock: Clock;
  ids: IdFactory;
  /** Whether every credential is a good token. Default false. */
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
          "There is no such token to revoke: it never existed, or is revoked already.",
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
