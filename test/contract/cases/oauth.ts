import { expect } from "vitest";
import { documentedRequest } from "../../fixtures/documented-order.js";
import { type ContractCase, needsDashboard, needsTime } from "../contract-case.js";

const unauthorized = { status: 401, body: { error: { code: "unauthorized" } } };

function formOf(client: { clientId: string; clientSecret: string }, scope: string): Record<string, string> {
  return {
    grant_type: "client_credentials",
    client_id: client.clientId,
    client_secret: client.clientSecret,
    scope,
  };
}

/** The exchange of client credentials for access tokens. */
export const oauth: readonly ContractCase[] = [
  {
    title: "gives an access token for two hours in exchange for client credentials",
    page: "AUTH",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const client = privy.dashboard.createOAuthClient(["contacts_read", "orders_write"]);
      const answer = await privy.exchange(formOf(client, "orders_write"));
      expect(answer).toMatchObject({ status: 200 });
      expect(answer.body).toEqual({
        access_token: expect.stringMatching(/^\S+$/),
        token_type: "Bearer",
        expires_in: 7_200,
        scope: "orders_write",
        created_at: expect.any(Number),
      });
    },
  },
  {
    title: "takes an access token wherever it takes an API token, within its scopes",
    page: "AUTH, TOK",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const client = privy.dashboard.createOAuthClient(["contacts_read", "orders_write"]);
      const { body } = await privy.exchange(formOf(client, "orders_write"));
      const authorization = `Bearer ${Object(body).access_token}`;
      expect(await privy.send({ body: privy.newOrder(), authorization })).toMatchObject({ status: 201 });
      expect(await privy.send({ method: "GET", path: "/contacts", authorization })).toMatchObject({
        status: 403,
        body: { error: { code: "insufficient_scope" } },
      });
    },
  },
  {
    title: "refuses credentials that it does not know with a flat error",
    page: "AUTH",
    run: async (privy) => {
      const answer = await privy.exchange(
        formOf({ clientId: "nobody", clientSecret: "none" }, "orders_write"),
      );
      expect(answer).toMatchObject({ status: 401, body: { error: "invalid_client" } });
    },
  },
  {
    title: "refuses a scope that the client was not granted with a flat error",
    page: "AUTH",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const client = privy.dashboard.createOAuthClient(["orders_write"]);
      const answer = await privy.exchange(formOf(client, "orders_write contacts_read"));
      expect(answer).toMatchObject({ status: 401, body: { error: "invalid_scope" } });
    },
  },
  {
    title: "refuses an access token once its two hours are over",
    page: "AUTH",
    notOnRealAccount: needsTime,
    run: async (privy) => {
      const client = privy.dashboard.createOAuthClient(["orders_write"]);
      const { body } = await privy.exchange(formOf(client, "orders_write"));
      const request = { body: privy.newOrder(), authorization: `Bearer ${Object(body).access_token}` };
      await privy.pass("119m");
      expect(await privy.send(request)).toMatchObject({ status: 201 });
      await privy.pass("1m");
      expect(await privy.send(request)).toMatchObject(unauthorized);
    },
  },
  {
    title: "serves a client with OAuth credentials past the end of its first token",
    page: "AUTH",
    notOnRealAccount: needsTime,
    run: async (privy) => {
      const { clientId, clientSecret } = privy.dashboard.createOAuthClient(["orders_write"]);
      const { orders } = privy.client({ oauth: { clientId, clientSecret, scopes: ["orders_write"] } });
      expect(await orders.upsert(documentedRequest)).toMatchObject({ outcome: "created" });
      await privy.pass("3h");
      expect(await orders.upsert(documentedRequest)).toMatchObject({ outcome: "updated" });
    },
  },
];
