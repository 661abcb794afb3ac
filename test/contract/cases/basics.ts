import { expect } from "vitest";
import { type ContractCase, needsDashboard } from "../contract-case.js";

const unauthorized = {
  status: 401,
  body: { error: { code: "unauthorized", message: "Bearer token is missing or invalid" } },
};

/** Credentials, addresses and failures as such, whatever the request is for. */
export const basics: readonly ContractCase[] = [
  {
    title: "refuses a request without a bearer token",
    page: "AUTH",
    run: async (privy) => {
      expect(await privy.send({ body: privy.newOrder(), authorization: null })).toMatchObject(unauthorized);
    },
  },
  {
    title: "refuses a bearer token that it does not know, or that is none",
    page: "AUTH",
    run: async (privy) => {
      for (const authorization of [
        `Bearer privy_${"0".repeat(40)}`,
        "Bearer",
        "Basic YTpi",
        "privy_token_only",
      ]) {
        expect(await privy.send({ body: privy.newOrder(), authorization })).toMatchObject(unauthorized);
      }
    },
  },
  {
    title: "refuses a token from the moment of its revocation",
    page: "TOK",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const token = privy.dashboard.createToken(["orders_write"]);
      const order = privy.newOrder();
      const authorization = `Bearer ${token}`;
      expect(await privy.send({ body: order, authorization })).toMatchObject({ status: 201 });
      privy.dashboard.revokeToken(token);
      expect(await privy.send({ body: order, authorization })).toMatchObject(unauthorized);
    },
  },
  {
    title: "refuses an order from a token without the scope orders_write, and stores nothing of it",
    page: "AUTH",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const token = privy.dashboard.createToken(["contacts_read", "contacts_write"]);
      const order = privy.newOrder();
      const refused = await privy.send({ body: order, authorization: `Bearer ${token}` });
      expect(refused).toMatchObject({ status: 403, body: { error: { code: "insufficient_scope" } } });
      expect(await privy.send({ body: order })).toMatchObject({ status: 201 });
    },
  },
  {
    title: "has nothing at an address that is not documented",
    page: "ERR",
    run: async (privy) => {
      const answer = await privy.send({ path: "/orders/delivered", body: privy.newOrder() });
      expect(answer).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
    },
  },
  {
    title: "offers no way to read or delete orders",
    page: "ORD",
    run: async (privy) => {
      for (const method of ["GET", "DELETE"]) {
        expect([404, 405]).toContain((await privy.send({ method })).status);
      }
    },
  },
  {
    title: "refuses a body that is not JSON, in the envelope of all errors",
    page: "ERR",
    run: async (privy) => {
      const answer = await privy.send({ body: '{"order_id": 1001,' });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
      expect(answer.body).toMatchObject({
        error: { code: expect.any(String), message: expect.any(String) },
      });
    },
  },
  {
    title: "leads to errors of the client that say what is wrong with the credential",
    page: "AUTH",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const unknown = privy.client({ token: `privy_${"0".repeat(40)}` });
      const readOnly = privy.client({ token: privy.dashboard.createToken(["contacts_read"]) });
      const order = {
        order_id: 1,
        total: 1,
        currency: "USD",
        order_date: new Date(0),
        email: "a@example.com",
      };
      await expect(unknown.orders.upsert(order)).rejects.toMatchObject({
        name: "AuthenticationError",
        code: "unauthorized",
        status: 401,
        retryable: false,
      });
      await expect(readOnly.orders.upsert(order)).rejects.toMatchObject({
        name: "PermissionError",
        code: "insufficient_scope",
        status: 403,
        message: expect.stringContaining("orders_write"),
      });
    },
  },
];
