import type { FakePrivy } from "privy-orders/testing";
import { documentedRequest } from "../fixtures/documented-order.js";
import type { PrivyUnderTest } from "./contract-case.js";
import { readAnswer, sendRaw } from "./read-answer.js";

/** A fake account for one case, reached through the given `fetch`. */
export function fakeUnderTest(privy: FakePrivy, fetch: typeof globalThis.fetch): PrivyUnderTest {
  const token = privy.tokens.list()[0]?.token ?? "";
  let orders = 0;
  let contacts = 0;
  return {
    send: (request = {}) => sendRaw(request, { fetch, baseUrl: privy.baseUrl, token }),
    client: (overrides) => privy.client({ fetch, maxAttempts: 1, ...overrides }),
    newOrder: (fields) => {
      orders += 1;
      return { ...documentedRequest, order_id: documentedRequest.order_id + orders - 1, ...fields };
    },
    newContact: (fields) => {
      contacts += 1;
      return { email: `jane.${contacts}@example.com`, first_name: "Jane", ...fields };
    },
    exchange: async (form) =>
      readAnswer(
        await fetch("https://api.privy.com/oauth/token", { method: "POST", body: new URLSearchParams(form) }),
      ),
    pass: (duration) => privy.clock.advance(duration),
    dashboard: {
      createToken: (scopes) => privy.tokens.create({ scopes }).token,
      revokeToken: (text) => privy.tokens.revoke(text),
      createIntegration: () => privy.integrations.create().token,
      deactivateIntegration: (text) => privy.integrations.deactivate(text),
      createOAuthClient: (scopes) => privy.oauthClients.create({ scopes }),
      createComplianceSuppressed: (email) =>
        privy.addContact({ email, email_consent: "compliance_suppressed" }).id,
    },
  };
}
