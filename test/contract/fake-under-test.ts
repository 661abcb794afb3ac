import type { FakePrivy } from "privy-orders/testing";
import { documentedRequest } from "../fixtures/documented-order.js";
import type { PrivyUnderTest } from "./contract-case.js";
import { sendRaw } from "./read-answer.js";

/** A fake account for one case, reached through the given `fetch`. */
export function fakeUnderTest(privy: FakePrivy, fetch: typeof globalThis.fetch): PrivyUnderTest {
  const token = privy.tokens.list()[0]?.token ?? "";
  let orders = 0;
  return {
    send: (request = {}) => sendRaw(request, { fetch, baseUrl: privy.baseUrl, token }),
    client: (overrides) => privy.client({ fetch, maxAttempts: 1, ...overrides }),
    newOrder: (fields) => {
      orders += 1;
      return { ...documentedRequest, order_id: documentedRequest.order_id + orders - 1, ...fields };
    },
    dashboard: {
      createToken: (scopes) => privy.tokens.create({ scopes }).token,
      revokeToken: (text) => privy.tokens.revoke(text),
      createIntegration: () => privy.integrations.create().token,
      deactivateIntegration: (text) => privy.integrations.deactivate(text),
    },
  };
}
