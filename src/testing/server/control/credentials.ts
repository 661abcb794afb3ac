import { maskSecret } from "../../kit/log/mask-secret.js";
import type { FakeIntegrationOptions } from "../../privy/account/integration-registry.js";
import type { FakeOAuthClientOptions } from "../../privy/account/oauth-client-registry.js";
import type { FakeToken, FakeTokenOptions } from "../../privy/account/token-registry.js";
import { PRIVY } from "../../privy/vendor.js";
import type { ControlContext } from "./control-context.js";
import { ControlError } from "./routing/control-error.js";
import { pageOfList } from "./routing/page.js";
import { readChoice, readParam } from "./routing/parameters.js";
import type { ControlCall, ControlRoute } from "./routing/route.js";
import {
  anyObject,
  choice,
  integer,
  listOf,
  object,
  pageOf,
  type Schema,
  text,
  truth,
} from "./routing/schema.js";

/** One kind of credential, in a form that the routes below share. */
interface CredentialKind {
  readonly path: string;
  readonly what: string;
  readonly list: (privy: ControlContext["privy"]) => readonly { readonly name: string }[];
  readonly describe: (one: never, show: (secret: string) => string) => unknown;
  /** Checked by the fake itself. */
  readonly create: (privy: ControlContext["privy"], body: never) => unknown;
  readonly end: (privy: ControlContext["privy"], one: never) => void;
  readonly members: Readonly<Record<string, Schema>>;
}

const show = (secret: string): string => secret;
const mask = (secret: string): string => maskSecret(secret, PRIVY.credentialPrefixes);

function describeToken({ name, token, scopes, expiresAtMs }: FakeToken, as: typeof show): unknown {
  const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs).toISOString();
  return { name, token: as(token), scopes, expiresAt };
}

const kinds: readonly CredentialKind[] = [
  {
    path: "/_fake/tokens",
    what: "API token",
    list: ({ tokens }) => tokens.list(),
    describe: describeToken,
    create: ({ tokens }, body: FakeTokenOptions) => tokens.create(body),
    end: ({ tokens }, token: FakeToken) => tokens.revoke(token),
    members: { "token?": text, "name?": text, "scopes?": listOf(text), "expiresAt?": text },
  },
  {
    path: "/_fake/oauth-clients",
    what: "OAuth client",
    list: ({ oauthClients }) => oauthClients.list(),
    describe: ({ name, clientId, clientSecret, scopes }: Required<FakeOAuthClientOptions>, as) => ({
      name,
      clientId,
      clientSecret: as(clientSecret ?? ""),
      scopes,
    }),
    create: ({ oauthClients }, body: FakeOAuthClientOptions) => oauthClients.create(body),
    end: ({ oauthClients }, { clientId }: { clientId: string }) => oauthClients.revoke(clientId),
    members: { "clientId?": text, "clientSecret?": text, "name?": text, "scopes?": listOf(text) },
  },
  {
    path: "/_fake/integrations",
    what: "Custom Integration",
    list: ({ integrations }) => integrations.list(),
    describe: ({ name, id, token, active }: Required<FakeIntegrationOptions>, as) => ({
      name,
      id,
      token: as(token ?? ""),
      active,
    }),
    create: ({ integrations }, body: FakeIntegrationOptions) => integrations.create(body),
    end: ({ integrations }, { id }: { id: string }) => integrations.deactivate(id),
    members: { "id?": text, "token?": text, "name?": text, "active?": truth },
  },
];

function routesOf(kind: CredentialKind): readonly ControlRoute[] {
  const { path, what, members } = kind;
  // The functions of a kind take what it lists.
  const describe = (one: unknown, as: typeof show): unknown => kind.describe(one as never, as);

  const create = ({ body }: ControlCall, { privy }: ControlContext): unknown => {
    const name: unknown = Reflect.get(Object(body), "name");
    if (kind.list(privy).some((one) => one.name === name)) {
      throw ControlError.conflict(
        `A ${what} with that name exists: names must be unique, because DELETE takes them`,
      );
    }
    return describe(kind.create(privy, body as never), show); // the fake checks it
  };

  return [
    {
      method: "GET",
      path,
      summary: `Every ${what}, its secret masked unless \`reveal\` is true.`,
      query: { reveal: choice("true", "false"), after: integer, limit: integer },
      returns: pageOf(anyObject),
      answer(call, { privy }) {
        const isShown = readChoice(call.query, "reveal", ["true", "false"], "false") === "true";
        return pageOfList(call, kind.list(privy), (one) => describe(one, isShown ? show : mask));
      },
    },
    {
      method: "POST",
      path,
      summary: `Creates a ${what} and returns its secret, once.`,
      body: object(members, true),
      returns: anyObject,
      answer: create,
    },
    {
      method: "DELETE",
      path: `${path}/{name}`,
      summary: `Revokes the ${what} with that name.`,
      returns: object({ removed: integer }),
      answer({ params }, { privy }) {
        const name = readParam(params, "name");
        const found = kind.list(privy).find((one) => one.name === name);
        if (found === undefined) throw ControlError.notFound(`Unknown ${what}: none has that name`);
        kind.end(privy, found as never); // the kind lists its own credentials
        return { removed: 1 };
      },
    },
  ];
}

/** The operations on credentials. */
export const CREDENTIAL_ROUTES: readonly ControlRoute[] = kinds.flatMap(routesOf);
