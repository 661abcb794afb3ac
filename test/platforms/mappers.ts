import { readdirSync } from "node:fs";
import type { OrderInput } from "privy-orders";
import {
  fromBigCommerce,
  fromCommercetools,
  fromEcwid,
  fromMagento2,
  fromMedusaV2,
  fromSaleor,
  fromShopifyGraphql,
  fromShopifyWebhook,
  fromSquare,
  fromSquarespace,
  fromStripeCheckoutSession,
  fromVendure,
  fromWooCommerce,
  parseJson,
} from "privy-orders/platforms";
import { fixture } from "./support.js";

/** The addresses and numbers that a payload names as having agreed to marketing. */
interface Consents {
  readonly emails: readonly unknown[];
  readonly phones: readonly unknown[];
}

/** A mapper with real-shaped orders of its platform, for what must hold of all mappers. */
export interface MapperUnderTest {
  readonly name: string;
  /** How the names of its samples begin. */
  readonly platform: string;
  readonly map: (order: never) => OrderInput;
  readonly consentOf: (payload: never) => Consents;
}

/** The names of a platform's samples, without their ending. */
export const sampleNames = (platform: string): string[] =>
  readdirSync(new URL("../fixtures/platforms/", import.meta.url))
    .filter((name) => name.startsWith(`${platform}-`) && !name.endsWith(".expected.json"))
    .map((name) => name.replace(/\.json$/, ""));

/** What a sample holds, or what must become of it (`.expected`). */
export const sampleOf = (name: string): unknown => parseJson(fixture(`platforms/${name}.json`));

const noConsent = (): Consents => ({ emails: [], phones: [] });
const lower = (text: unknown): unknown =>
  typeof text === "string" || typeof text === "number" || typeof text === "bigint"
    ? String(text).trim().toLowerCase() || undefined
    : undefined;

// What is read here may be damaged at any place: `any` depth of it may be missing.
// biome-ignore lint/suspicious/noExplicitAny: an oracle reads what no type describes
type Damaged = any;

export const mappers: readonly MapperUnderTest[] = [
  {
    name: "fromShopifyWebhook",
    map: (order) => fromShopifyWebhook(order, { testOrders: "send" }),
    platform: "shopify",
    consentOf: (order: Damaged) => {
      const { customer } = order;
      const known =
        lower(customer?.email) === undefined ? [order.email, order.contact_email] : [customer.email];
      const atCheckout = order.buyer_accepts_marketing ? known : [];
      const isSubscribed = lower(customer?.email_marketing_consent?.state) === "subscribed";
      const subscribed = isSubscribed ? [customer.email] : [];
      const bySms = lower(customer?.sms_marketing_consent?.state) === "subscribed";
      return {
        emails: [...atCheckout, ...subscribed].map(lower),
        phones: bySms ? [customer.phone] : [],
      };
    },
  },
  {
    name: "fromStripeCheckoutSession",
    map: (session) => fromStripeCheckoutSession(session),
    platform: "stripe",
    consentOf: (session: Damaged) => ({
      emails:
        session.consent?.promotions === "opt_in"
          ? [session.customer_details?.email, session.customer_email].map(lower)
          : [],
      phones: [],
    }),
  },
  {
    name: "fromWooCommerce",
    map: (order) => fromWooCommerce(order),
    platform: "woocommerce",
    consentOf: noConsent,
  },
  {
    name: "fromShopifyGraphql",
    platform: "graphql",
    map: (order) => fromShopifyGraphql(order),
    consentOf: ({ email, customerAcceptsMarketing, customer }: Damaged) => {
      const [byEmail, byPhone] = [customer?.defaultEmailAddress, customer?.defaultPhoneNumber];
      const known = lower(byEmail?.emailAddress) === undefined ? [email] : [byEmail.emailAddress];
      const atCheckout = customerAcceptsMarketing ? known : [];
      const subscribed = byEmail?.marketingState === "SUBSCRIBED" ? [byEmail.emailAddress] : [];
      return {
        emails: [...atCheckout, ...subscribed].map(lower),
        phones: byPhone?.marketingState === "SUBSCRIBED" ? [byPhone.phoneNumber] : [],
      };
    },
  },
  {
    name: "fromMagento2",
    platform: "magento2",
    map: (order) => fromMagento2(order),
    consentOf: noConsent,
  },
  {
    name: "fromSquarespace",
    platform: "squarespace",
    map: (order) => fromSquarespace(order),
    consentOf: noConsent,
  },
  {
    name: "fromBigCommerce",
    platform: "bigcommerce",
    map: (order) => fromBigCommerce(order),
    consentOf: ({ order }: Damaged) => ({
      emails: order?.is_email_opt_in ? [lower(order.billing_address?.email)] : [],
      phones: [],
    }),
  },
  {
    name: "fromEcwid",
    platform: "ecwid",
    // A sample carries the currency of the store's profile.
    map: (sample: Damaged) => fromEcwid(sample, { currency: sample?.$currency }),
    consentOf: ({ order }: Damaged) => ({
      emails: order?.acceptMarketing ? [lower(order.email)] : [],
      phones: [],
    }),
  },
  { name: "fromSaleor", platform: "saleor", map: (order) => fromSaleor(order), consentOf: noConsent },
  {
    name: "fromCommercetools",
    platform: "commercetools",
    map: (order) => fromCommercetools(order),
    consentOf: noConsent,
  },
  { name: "fromVendure", platform: "vendure", map: (order) => fromVendure(order), consentOf: noConsent },
  { name: "fromSquare", platform: "square", map: (order) => fromSquare(order), consentOf: noConsent },
  { name: "fromMedusaV2", platform: "medusa", map: (order) => fromMedusaV2(order), consentOf: noConsent },
];
