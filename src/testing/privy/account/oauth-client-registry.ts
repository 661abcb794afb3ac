import type { Clock } from "../../../http/clock.js";
import { ALL_SCOPES, type Scope } from "../../../privy/scope.js";
import { checkKeys } from "../../kit/options/check-keys.js";
import { credentialText } from "../../kit/options/credential-text.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { Decisions } from "../decisions/decisions.js";
import type { IdFactory } from "./ids.js";
import { readScopes } from "./read-scopes.js";
import type { FakeToken } from "./token-registry.js";

/** Options for an OAuth client of the fake's account. */
export interface FakeOAuthClientOptions {
  /** Default: 43 characters that follow from the seed. */
  readonly clientId?: string | undefined;
  /** Default: 43 characters that follow from the seed. */
  readonly clientSecret?: string | undefined;
  /** The name of its access tokens in the request log. Default `oauth client 1`, `oauth client 2` … */
  readonly name?: string | undefined;
  /** The scopes that the client is granted and may request. Default: all three. */
  readonly scopes?: readonly Scope[] | undefined;
}

/**
 * An OAuth client of the fake's account.
 *
 * @see https://help.privy.com/docs (authentication)
 */
export interface FakeOAuthClient {
  /** The client's id. */
  readonly clientId: string;
  /** The client's secret. */
  readonly clientSecret: string;
  /** The name of its access tokens in the request log. */
  readonly name: string;
  /** The scopes that it is granted. */
  readonly scopes: readonly Scope[];
}

/**
 * The OAuth clients of one account.
 *
 * @see https://help.privy.com/docs (authentication)
 */
export interface OAuthClientRegistry {
  /**
   * Adds an OAuth client.
   *
   * @throws FakeUsageError for a bad option, or a client id that exists already
   */
  create(options?: FakeOAuthClientOptions): FakeOAuthClient;
  /**
   * Revokes a client: from the next request on, its exchange gets a 401 `invalid_client`, and its access tokens get a
   * 401 too (see the decision `revokedClientTokens`). Takes the client id or what `create` returned.
   *
   * @throws FakeUsageError for an unknown or revoked client
   */
  revoke(client: string | FakeOAuthClient): void;
  /**
   * Ends the access tokens issued so far, of one client or of all. The clients stay and can exchange their credentials
   * for new tokens.
   *
   * @throws FakeUsageError for an unknown or revoked client
   */
  revokeTokens(client?: string | FakeOAuthClient): void;
  /** Oldest first, revoked ones excluded. */
  list(): readonly FakeOAuthClient[];
}

/** An access token with the other fields of the response to its exchange. */
export interface AccessToken extends FakeToken {
  readonly clientId: string;
  readonly createdAtMs: number;
}

/** The state of the registry. Plain data, secrets included. */
export interface OAuthState {
  readonly clients: readonly FakeOAuthClient[];
  readonly tokens: readonly AccessToken[];
  readonly created: number;
}

/** What only the fake's server needs. */
export interface OAuthLookup extends OAuthClientRegistry {
  /** Returns the active client with that id, if the secret is its own. */
  authenticate(clientId: string, clientSecret: string): FakeOAuthClient | undefined;
  issue(client: FakeOAuthClient, scopes: readonly Scope[]): AccessToken;
  /** Returns the active access token with that text. */
  find(token: string): FakeToken | undefined;
  /** Ends one access token. */
  expire(token: string): void;
  snapshot(): OAuthState;
  restore(state: OAuthState): void;
}

/** How long an access token is valid, in seconds. */
export const ACCESS_TOKEN_LIFETIME_SECONDS = 7_200 as const;

/** Creates the OAuth clients of one account. */
export function createOAuthClientRegistry(context: {
  clock: Clock;
  ids: IdFactory;
  decisions: Decisions;
}): OAuthLookup {
  const { clock, ids, decisions } = context;
  const clients = new Map<string, FakeOAuthClient>();
  const tokens = new Map<string, AccessToken>();
  let created = 0;

  const isActive = (token: AccessToken): boolean => clock.now() < (token.expiresAtMs ?? 0);
  const forget = (isOver: (token: AccessToken) => boolean): void => {
    for (const token of tokens.values()) if (isOver(token)) tokens.delete(token.token);
  };
  const known = (given: string | FakeOAuthClient): FakeOAuthClient => {
    const client = clients.get(typeof given === "string" ? given : given?.clientId);
    if (client !== undefined) return client;
    throw new FakeUsageError(
      "Unknown OAuth client: it never existed, or is revoked already. Give its client id or what create returned.",
    );
  };

  return {
    list: () => Object.freeze([...clients.values()]),
    create(options = {}) {
      checkKeys("oauthClient", options, ["clientId", "clientSecret", "name", "scopes"]);
      const client: FakeOAuthClient = Object.freeze({
        clientId: credentialText("An OAuth client's clientId", options.clientId ?? ids.make("clientId")),
        clientSecret: credentialText(
          "An OAuth client's clientSecret",
          options.clientSecret ?? ids.make("clientSecret"),
        ),
        name: options.name ?? `oauth client ${created + 1}`,
        scopes: readScopes("An OAuth client", options.scopes ?? ALL_SCOPES),
      });
      if (typeof client.name !== "string" || client.name === "") {
        throw new FakeUsageError("An OAuth client's name must be text that is not empty.");
      }
      if (clients.has(client.clientId)) {
        throw new FakeUsageError("An OAuth client with that clientId exists already; ids are unique.");
      }
      clients.set(client.clientId, client);
      created += 1;
      return client;
    },
    revoke(given) {
      const { clientId } = known(given);
      clients.delete(clientId);
      if (decisions.revokedClientTokens === "end") forget((token) => token.clientId === clientId);
    },
    revokeTokens(given) {
      if (given === undefined) return tokens.clear();
      const { clientId } = known(given);
      forget((token) => token.clientId === clientId);
    },
    authenticate(clientId, clientSecret) {
      const client = clients.get(clientId);
      return client?.clientSecret === clientSecret ? client : undefined;
    },
    issue(client, scopes) {
      forget((token) => !isActive(token));
      const createdAtMs = clock.now();
      const token: AccessToken = Object.freeze({
        token: ids.make("accessToken"),
        name: client.name,
        scopes,
        expiresAtMs: createdAtMs + ACCESS_TOKEN_LIFETIME_SECONDS * 1_000,
        clientId: client.clientId,
        createdAtMs,
      });
      tokens.set(token.token, token);
      return token;
    },
    find(text) {
      const token = tokens.get(text);
      return token !== undefined && isActive(token) ? token : undefined;
    },
    expire: (text) => void tokens.delete(text),
    snapshot: () => ({ clients: [...clients.values()], tokens: [...tokens.values()], created }),
    restore(state) {
      clients.clear();
      tokens.clear();
      for (const client of state.clients) clients.set(client.clientId, Object.freeze({ ...client }));
      for (const token of state.tokens) tokens.set(token.token, Object.freeze({ ...token }));
      created = state.created;
    },
  };
}
