import * as z from "zod/mini";
import { ALL_SCOPES } from "../../privy/scope.js";
import { FAKE_EMAIL_CONSENTS, FAKE_SMS_CONSENTS } from "../../testing/privy/consents.js";
import { DECISIONS } from "../../testing/privy/decisions/decisions.js";
import { flowSchema, segmentSchema } from "./definition-schemas.js";

/** Every description below stands in the JSON schema, and so in the editor of a person who writes a config. */
const about = (text: string) => z.describe(text);

const text = z.string().check(z.minLength(1));
const scopes = z.array(z.enum(ALL_SCOPES)).check(about("Default: all three."));
const limit = z.int().check(z.minimum(1), z.maximum(1_000_000));

const token = z.strictObject({
  token: z.optional(text.check(about("Default: one that follows from the seed."))),
  name: z.optional(text.check(about("What the log calls it."))),
  scopes: z.optional(scopes),
  expiresAt: z.optional(z.string().check(about("ISO 8601: from then on it is refused with 401."))),
});

const oauthClient = z.strictObject({
  clientId: z.optional(text),
  clientSecret: z.optional(text),
  name: z.optional(text.check(about("What the log calls its access tokens."))),
  scopes: z.optional(scopes),
});

const integration = z.strictObject({
  id: z.optional(text),
  token: z.optional(text.check(about("What X-Privy-Integration-Token carries."))),
  name: z.optional(text),
  active: z.optional(z.boolean().check(about("Default true."))),
});

const contact = z.strictObject({
  email: z.optional(text),
  phone_number: z.optional(text),
  first_name: z.optional(z.nullable(z.string())),
  last_name: z.optional(z.nullable(z.string())),
  tags: z.optional(z.array(z.string())),
  custom_fields: z.optional(z.record(z.string(), z.unknown())),
  email_consent: z.optional(z.enum(FAKE_EMAIL_CONSENTS).check(about("Default never_subscribed."))),
  sms_consent: z.optional(z.enum(FAKE_SMS_CONSENTS).check(about("Default never_subscribed."))),
});

const engagement = z.strictObject({
  contactId: z.optional(text),
  email: z.optional(text),
  phone_number: z.optional(text),
  channel: z.enum(["email", "sms"]),
  kind: z.enum(["open", "click"]),
  message: text.check(about("A name of your choice.")),
  at: z.optional(z.string().check(about("ISO 8601. Default: now."))),
});

const order = z
  .looseObject({ initial_sync: z.optional(z.boolean().check(about("Default true: it starts no flow."))) })
  .check(about("The body of POST /v1/orders/placed."));

const decisions = z.strictObject(
  Object.fromEntries(
    Object.entries(DECISIONS).map(([name, { default: usual, alternatives, reason }]) => [
      name,
      z.optional(z.enum([usual, ...alternatives]).check(about(`Default ${usual}. ${reason}`))),
    ]),
  ),
);

/** What the config file of `privy-orders fake` may hold. */
export const fakeConfigSchema: z.ZodMiniType = z.strictObject({
  $schema: z.optional(z.string()),
  tokens: z.optional(
    z.array(z.union([text, token])).check(about("The account's API tokens. Default: one with all scopes.")),
  ),
  oauthClients: z.optional(z.array(oauthClient).check(about("Default: none."))),
  integrations: z.optional(
    z.array(z.union([text, integration])).check(about("The Custom Integrations. Default: none.")),
  ),
  flows: z.optional(z.array(flowSchema).check(about("The merchant's flows. Default: none."))),
  segments: z.optional(z.array(segmentSchema).check(about("The merchant's segments. Default: none."))),
  rateLimit: z.optional(
    z.union([
      z.literal(false).check(about("No limit.")),
      z.strictObject({
        perMinute: z.optional(limit.check(about("Default 60."))),
        perDay: z.optional(limit.check(about("Default 10,000."))),
      }),
    ]),
  ),
  decisions: z.optional(decisions.check(about("Other readings of what Privy's documentation leaves open."))),
  seed: z.optional(
    z.union([z.number(), text]).check(about("Every id and token follows from it. Default privy.")),
  ),
  keepRequests: z.optional(
    z
      .int()
      .check(z.minimum(0), z.maximum(1_000_000), about("How many requests the log keeps. Default 10,000.")),
  ),
  begin: z.optional(
    z
      .strictObject({
        contacts: z.optional(z.array(contact)),
        orders: z.optional(z.array(order)),
        engagements: z.optional(z.array(engagement)),
      })
      .check(about("What the account begins with. A reset goes back to it.")),
  ),
});
