import type { Decisions } from "../../../../src/testing/index.js";
import type { CONTACTS_API_DECISIONS } from "../../../../src/testing/privy/decisions/contacts-api-decisions.js";
import type { OAUTH_DECISIONS } from "../../../../src/testing/privy/decisions/oauth-decisions.js";
import type { RATE_LIMIT_DECISIONS } from "../../../../src/testing/privy/decisions/rate-limit-decisions.js";
import { type Account, createAccount } from "../../../support/fake.js";
import type { Probe } from "./probe.js";

type Chosen = Partial<Decisions>;
type Name =
  | keyof typeof CONTACTS_API_DECISIONS
  | keyof typeof OAUTH_DECISIONS
  | keyof typeof RATE_LIMIT_DECISIONS;

const ada = { email: "ada@example.com" };
const dayUsed = ({ privy }: Account): number | undefined => privy.rateLimit?.day.used;

/** A deleted contact that is created again with `fields`. */
async function restore(decisions: Chosen, fields: Record<string, unknown> = {}) {
  const api = createAccount({ decisions });
  const id = await api.create({ ...ada, first_name: "Ada", tags: ["vip"] });
  await api.send("DELETE", `/contacts/${id}`);
  return api.send("POST", "/contacts", { ...ada, ...fields });
}

/** What an outsider sees under each reading of the switches for contacts, OAuth and rate limits. */
export const apiProbes: { readonly [Switch in Name]: Probe<Switch> } = {
  getContactScope: {
    look: async (decisions) => {
      const api = createAccount({
        decisions,
        tokens: [
          "test-token",
          { token: "read-only", scopes: ["contacts_read"] },
          { token: "write-only", scopes: ["contacts_write"] },
        ],
      });
      const id = await api.create(ada);
      const as = async (token: string) =>
        (await api.send("GET", `/contacts/${id}`, undefined, { authorization: `Bearer ${token}` })).status;
      return [await as("read-only"), await as("write-only")];
    },
    sees: { contacts_read: [200, 403], contacts_write: [403, 200] },
  },
  listOrder: {
    look: async (decisions) => {
      const api = createAccount({ decisions });
      const first = await api.create(ada);
      await api.create({ email: "eve@example.com" });
      const { data } = (await api.send("GET", "/contacts?per_page=1")).body;
      return Array.isArray(data) && data[0].id === first;
    },
    sees: { newest_first: false, oldest_first: true },
  },
  listOutOfRange: {
    look: async (decisions) => {
      const { status, body } = await createAccount({ decisions }).send(
        "GET",
        "/contacts?page=0&per_page=101",
      );
      return [status, body.pagination];
    },
    sees: {
      refuse: [422, undefined],
      clamp: [200, { page: 1, per_page: 100, total_count: 0, total_pages: 0 }],
    },
  },
  createStatus: {
    look: async (decisions) => (await createAccount({ decisions }).send("POST", "/contacts", ada)).status,
    sees: { "201": 201, "200": 200 },
  },
  restoreStatus: {
    look: async (decisions) => (await restore(decisions)).status,
    sees: { "201": 201, "200": 200 },
  },
  restoredFields: {
    look: async (decisions) => {
      const { data } = await restore(decisions, { last_name: "Lovelace" });
      return [data.first_name, data.last_name, data.tags];
    },
    sees: { keep: ["Ada", "Lovelace", ["vip"]], replace: [null, "Lovelace", []] },
  },
  conflictId: {
    look: async (decisions) => {
      const api = createAccount({ decisions });
      const id = await api.create(ada);
      const { text } = await api.send("POST", "/contacts", ada);
      return text.replace(id, "ID").replace(/"message":"[^"]*"/, '"message":""');
    },
    sees: {
      "error.id": '{"error":{"code":"conflict","message":"","id":"ID"}}',
      id: '{"error":{"code":"conflict","message":""},"id":"ID"}',
      "data.id": '{"error":{"code":"conflict","message":""},"data":{"id":"ID"}}',
      none: '{"error":{"code":"conflict","message":""}}',
    },
  },
  updateConflict: {
    look: async (decisions) => {
      const api = createAccount({ decisions });
      await api.create(ada);
      const id = await api.create({ phone_number: "+14155550123" });
      const { status, problems } = await api.send("PATCH", `/contacts/${id}`, ada);
      return [status, problems];
    },
    sees: { conflict: [409, []], validation_failed: [422, ["email: is already taken"]] },
  },
  unchangedIdentity: {
    look: async (decisions) => {
      const api = createAccount({ decisions });
      const id = await api.create({ ...ada, phone_number: "+14155550123" });
      return (
        await api.send("PATCH", `/contacts/${id}`, {
          email: "ADA@example.com",
          phone_number: "(415) 555-0123",
        })
      ).problems;
    },
    sees: {
      refuse: ["email: cannot be changed once it is set", "phone_number: cannot be changed once it is set"],
      accept: [],
    },
  },
  smsCountries: {
    look: async (decisions) =>
      (
        await createAccount({ decisions }).send("POST", "/contacts", {
          phone_number: "+442071838750",
          sms_consent: "subscribed",
        })
      ).status,
    sees: { "+1": 422, any: 201 },
  },
  complianceSuppressedDelete: {
    look: async (decisions) => {
      const { privy, send } = createAccount({ decisions });
      const { id } = privy.addContact({ ...ada, email_consent: "compliance_suppressed" });
      return [(await send("DELETE", `/contacts/${id}`)).status, privy.contacts.length];
    },
    sees: { refuse: [422, 1], accept: [200, 0] },
  },
  tokenUrl: {
    look: async (decisions) => {
      const { exchange } = createAccount({ decisions });
      const at = async (host: string) => (await exchange({}, `https://${host}.privy.com/oauth/token`)).status;
      return [await at("api"), await at("dashboard")];
    },
    sees: { both: [200, 200], api: [200, 404], dashboard: [404, 200] },
  },
  oauthScopeOmitted: {
    look: async (decisions) => {
      const { status, body } = await createAccount({ decisions }).exchange({ scope: undefined });
      return [status, body.scope ?? body.error];
    },
    sees: {
      granted: [200, "contacts_read contacts_write orders_write"],
      invalid_scope: [401, "invalid_scope"],
    },
  },
  oauthErrorDescription: {
    look: async (decisions) => (await createAccount({ decisions }).exchange({ client_secret: "x" })).text,
    sees: {
      omitted: '{"error":"invalid_client"}',
      sent: '{"error":"invalid_client","error_description":"Client authentication failed"}',
    },
  },
  revokedClientTokens: {
    look: async (decisions) => {
      const { privy, exchange, send } = createAccount({ decisions });
      const { body } = await exchange({ scope: "contacts_read" });
      privy.oauthClients.revoke("shop");
      return (await send("GET", "/contacts", undefined, { authorization: `Bearer ${body.access_token}` }))
        .status;
    },
    sees: { end: 401, live_on: 200 },
  },
  rateWindows: {
    look: async (decisions) => {
      const api = createAccount({ decisions, rateLimit: { perMinute: 2 } });
      const waits: (string | null)[] = [];
      // At 30, 50, 60, 90 and 91 seconds past the minute.
      for (const pause of ["30s", "20s", "10s", "30s", "1s"] as const) {
        await api.privy.clock.advance(pause);
        waits.push((await api.send("GET", "/contacts")).headers.get("retry-after"));
      }
      return waits;
    },
    sees: {
      aligned: [null, null, null, null, "29"],
      from_first_request: [null, null, "30", null, null],
      sliding: [null, null, "30", null, "19"],
    },
  },
  rateLimitCheck: {
    look: async (decisions) => {
      const api = createAccount({ decisions, tokens: [{ token: "test-token", scopes: [] }] });
      await api.send("GET", "/contacts");
      return dayUsed(api);
    },
    sees: { after_scope: 0, before_scope: 1 },
  },
  rateCountsUnauthorized: {
    look: async (decisions) => {
      const api = createAccount({ decisions });
      await api.send("GET", "/contacts", undefined, { authorization: "Bearer wrong" });
      return dayUsed(api);
    },
    sees: { no: 0, yes: 1 },
  },
  rateCountsTokenRequests: {
    look: async (decisions) => {
      const api = createAccount({ decisions, rateLimit: { perMinute: 1 } });
      const first = await api.exchange();
      const second = await api.exchange();
      return [dayUsed(api), first.headers.get("x-ratelimit-remaining-minute"), second.status];
    },
    sees: { no: [0, null, 200], yes: [1, "0", 429] },
  },
  rateCountsLimited: {
    look: async (decisions) => {
      const api = createAccount({ decisions, rateLimit: { perMinute: 1 } });
      for (let call = 0; call < 3; call += 1) await api.send("GET", "/contacts");
      return [dayUsed(api), api.privy.rateLimit?.minute.remaining];
    },
    sees: { no: [1, 0], yes: [3, 0] },
  },
  rateHeadersOnUnauthorized: {
    look: async (decisions) => {
      const api = createAccount({ decisions });
      const { headers } = await api.send("GET", "/contacts", undefined, { authorization: "Bearer wrong" });
      return headers.get("x-ratelimit-remaining-day");
    },
    sees: { sent: "10000", omitted: null },
  },
  daySpentRetryAfter: {
    look: async (decisions) => {
      const api = createAccount({ decisions });
      await api.privy.clock.advance("12h");
      api.privy.useUp("day");
      return (await api.send("GET", "/contacts")).headers.get("retry-after");
    },
    sees: { end_of_day: "43200", end_of_minute: "60" },
  },
};
