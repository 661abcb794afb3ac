import { PrivyClient } from "privy-orders";
import { documentedRequest } from "../fixtures/documented-order.js";
import { needsDashboard, type PrivyUnderTest } from "./contract-case.js";
import { readAnswer, sendRaw } from "./read-answer.js";

const notHere = (): never => {
  throw new Error(`This case cannot be run on a real account: ${needsDashboard}.`);
};

/**
 * The account whose token is in `PRIVY_LIVE_TOKEN` (at `PRIVY_LIVE_BASE_URL`, else at Privy's own address); nothing when
 * there is none. Orders that are sent there are past ones, so that they start no flow and sign nobody up.
 */
export function realAccount(env: NodeJS.ProcessEnv = process.env): PrivyUnderTest | undefined {
  const token = env.PRIVY_LIVE_TOKEN;
  if (!token) return undefined;
  const baseUrl = (env.PRIVY_LIVE_BASE_URL || "https://api.privy.com/v1").replace(/\/+$/, "");
  return {
    send: (request = {}) => sendRaw(request, { fetch: globalThis.fetch, baseUrl, token }),
    client: (overrides = {}) => new PrivyClient({ token, baseUrl, ...overrides }),
    newOrder: (fields) => ({
      ...documentedRequest,
      // Unknown to the account in all likelihood; there is no way to ask.
      order_id: Date.now() * 1000 + Math.floor(Math.random() * 1000),
      email: "privy-orders-contract@example.com",
      accepts_email_marketing: false,
      accepts_sms_marketing: false,
      initial_sync: true,
      ...fields,
    }),
    newContact: (fields) => ({
      email: `privy-orders-contract+${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.com`,
      first_name: "Jane",
      ...fields,
    }),
    exchange: async (form) =>
      readAnswer(
        await globalThis.fetch(`${new URL(baseUrl).origin}/oauth/token`, {
          method: "POST",
          body: new URLSearchParams(form),
        }),
      ),
    pass: notHere,
    dashboard: {
      createToken: notHere,
      revokeToken: notHere,
      createIntegration: notHere,
      deactivateIntegration: notHere,
      createOAuthClient: notHere,
      createComplianceSuppressed: notHere,
    },
  };
}
