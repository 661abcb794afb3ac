import { systemClock } from "../../src/http/clock.js";
import { createVirtualClock } from "../../src/testing/kit/clock/virtual-clock.js";
import type { Reply } from "../../src/testing/kit/exchange/reply.js";
import { createServerState, type ServerState } from "../../src/testing/privy/account/server-state.js";
import { type Decisions, resolveDecisions } from "../../src/testing/privy/decisions/decisions.js";
import type { FakeContact } from "../../src/testing/privy/model.js";
import { answerRequest } from "../../src/testing/privy/server/pipeline.js";
import { order } from "./account.js";

export interface BareServer {
  readonly state: ServerState;
  readonly place: (fields?: Readonly<Record<string, unknown>>) => Reply;
  /** Stores a contact as no order could leave it. */
  readonly plant: (fields?: Partial<FakeContact>) => FakeContact;
}

/** The server without its front: for contacts that only other endpoints could bring into being. */
export function createBareServer(
  decisions: Partial<Decisions> = {},
  options: { system?: boolean } = {},
): BareServer {
  const state = createServerState({
    clock: options.system ? systemClock : createVirtualClock(),
    seed: 1,
    decisions: resolveDecisions(decisions),
    tokens: [{ token: "test-token" }],
    integrations: [],
    flows: [],
    keepRequests: 10,
  });
  return {
    state,
    place: (fields = {}) =>
      answerRequest(
        {
          method: "POST",
          path: "/v1/orders/placed",
          search: "",
          headers: { authorization: "Bearer test-token", "content-type": "application/json" },
          bodyText: JSON.stringify({ ...order, ...fields }),
        },
        state,
      ),
    plant(fields = {}) {
      const contact: FakeContact = Object.freeze({
        id: "cus_planted",
        first_name: "Planted",
        last_name: null,
        email: "ada@example.com",
        email_consent: "never_subscribed",
        phone_number: null,
        sms_consent: "never_subscribed",
        tags: [],
        custom_fields: {},
        created_at: "2025-01-01T00:00:00Z",
        updated_at: "2025-01-01T00:00:00Z",
        deleted_at: null,
        ...fields,
      });
      state.contacts.put(contact);
      return contact;
    },
  };
}
