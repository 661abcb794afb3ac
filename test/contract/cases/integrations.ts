import { expect } from "vitest";
import { documentedRequest } from "../../fixtures/documented-order.js";
import { type ContractCase, needsDashboard, type PrivyUnderTest, type RawAnswer } from "../contract-case.js";

function sendWith(privy: PrivyUnderTest, token: string, body: unknown): Promise<RawAnswer> {
  return privy.send({ body, headers: { "X-Privy-Integration-Token": token } });
}

const refused = { status: 422, body: { error: { code: "validation_failed" } } };

/** The header that ties an order to a Custom Integration. */
export const integrations: readonly ContractCase[] = [
  {
    title: "refuses an integration token that it does not know",
    page: "ORD, CHG",
    run: async (privy) => {
      expect(await sendWith(privy, "no-such-integration", privy.newOrder())).toMatchObject(refused);
    },
  },
  {
    title: "takes the token of an active integration, and none at all",
    page: "ORD",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const order = privy.newOrder();
      const token = privy.dashboard.createIntegration();
      expect(await sendWith(privy, token, order)).toMatchObject({ status: 201 });
      expect(await privy.send({ body: order })).toMatchObject({ status: 200 });
    },
  },
  {
    title: "refuses the token of an integration that was deactivated, and stores nothing",
    page: "ORD",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const order = privy.newOrder();
      const token = privy.dashboard.createIntegration();
      privy.dashboard.deactivateIntegration(token);
      expect(await sendWith(privy, token, order)).toMatchObject(refused);
      expect(await privy.send({ body: order })).toMatchObject({ status: 201 });
    },
  },
  {
    title: "is sent the integration token of the client, or of the call",
    page: "ORD",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const integrationToken = privy.dashboard.createIntegration();
      const { orders } = privy.client({ integrationToken });
      expect(await orders.upsert(documentedRequest)).toMatchObject({ outcome: "created" });
      const withOther = orders.upsert(documentedRequest, { integrationToken: "no-such-integration" });
      await expect(withOther).rejects.toMatchObject({
        name: "RejectedError",
        status: 422,
        serverCode: "validation_failed",
        retryable: false,
      });
    },
  },
];
