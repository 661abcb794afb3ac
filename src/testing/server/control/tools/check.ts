import { InvalidInputError } from "../../../../errors/invalid-input-error.js";
import { parseJson } from "../../../../http/response/lossless-json.js";
import { PrivyClient, type PrivyClientOptions, safeParseOrder } from "../../../../index.js";
import { isPlainObject } from "../../../../schemas/objects/plain-object.js";
import { checkKeys } from "../../../kit/options/check-keys.js";
import type { ControlContext } from "../control-context.js";
import { ControlError } from "../routing/control-error.js";
import { readMembers } from "../routing/parameters.js";
import type { ControlCall, ControlRoute } from "../routing/route.js";
import { anyObject, anything, choice, listOf, object, orNull, text } from "../routing/schema.js";

type OrderOptions = Pick<
  PrivyClientOptions,
  "defaultCountry" | "unknownFields" | "invalidPhone" | "invalidEmail"
>;
type Issues = InvalidInputError["issues"];

const optionNames: readonly string[] = Object.keys({
  defaultCountry: 0,
  unknownFields: 0,
  invalidPhone: 0,
  invalidEmail: 0,
} satisfies Record<keyof OrderOptions, 0>);

const platforms = ["shopify", "woocommerce", "stripe", "medusa"] as const;

async function check({ body }: ControlCall, { privy }: ControlContext): Promise<unknown> {
  const given = readMembers(body, ["order", "text", "options", "from"]);
  const { options = {}, from } = given;
  checkKeys("options", options, optionNames);
  const read = readGiven(given);
  if ("issues" in read) return { issues: read.issues, warnings: [], wire: null, would: null };
  const mapped = await mapOrder(read.order, from);
  if ("issues" in mapped) return { issues: mapped.issues, warnings: [], wire: null, would: null };
  // Checked by the client itself.
  const parsed = safeParseOrder(mapped.order, options as OrderOptions);
  if (!parsed.success) {
    const { issues } = parsed.error;
    return { issues, warnings: [], wire: null, would: preview(mapped.order, privy) };
  }
  const wire = await sentBy(mapped.order, options as OrderOptions); // as above
  return { issues: [], warnings: parsed.warnings, wire, would: preview(wire, privy) };
}

function readGiven({
  order,
  text: given,
}: {
  order?: unknown;
  text?: unknown;
}): { order: unknown } | { issues: Issues } {
  if ((order === undefined) === (given === undefined)) {
    throw ControlError.badField("order", "or text must be given: exactly one of the two");
  }
  if (given === undefined) return { order };
  if (typeof given !== "string") throw ControlError.badField("text", "must be text");
  try {
    return { order: parseJson(given) };
  } catch (error) {
    // The parser's position in the text, never the text itself.
    const [, at] = /position (\d+)/.exec(error instanceof Error ? error.message : "") ?? [];
    const place = at === undefined ? "" : `, at character ${Number(at) + 1}`;
    return { issues: [{ code: "invalid", path: [], message: `is not valid JSON${place}` }] };
  }
}

async function mapOrder(order: unknown, from: unknown): Promise<{ order: unknown } | { issues: Issues }> {
  if (from === undefined) return { order };
  const platform = platforms.find((one) => one === from);
  if (platform === undefined) throw ControlError.badField("from", `must be one of ${platforms.join(", ")}`);
  if (!isPlainObject(order)) {
    return { issues: [{ code: "invalid", path: [], message: `must be an order of ${platform}` }] };
  }
  const { fromShopifyGraphql, fromShopifyWebhook, fromWooCommerce, fromStripeCheckoutSession, fromMedusaV2 } =
    await import("../../../../platforms/index.js");
  const mappers = {
    shopify: String(order.id).startsWith("gid:") ? fromShopifyGraphql : fromShopifyWebhook,
    woocommerce: fromWooCommerce,
    stripe: fromStripeCheckoutSession,
    medusa: fromMedusaV2,
  };
  try {
    // The mappers check their input.
    return { order: mappers[platform](order as never) };
  } catch (error) {
    if (error instanceof InvalidInputError) return { issues: error.issues };
    return { issues: [{ code: "invalid", path: [], message: `cannot be read as an order of ${platform}` }] };
  }
}

/** Returns the body that the client would send, from a real client whose fetch sends nothing. */
async function sentBy(order: unknown, options: OrderOptions): Promise<unknown> {
  let sent: unknown;
  const client = new PrivyClient({
    ...options,
    token: "check",
    maxAttempts: 1,
    fetch: async (_, init) => {
      sent = parseJson(String(init?.body));
      throw new TypeError("A check sends nothing.");
    },
  });
  // It was parsed before; the client checks it again.
  await client.orders.upsert(order as Parameters<typeof client.orders.upsert>[0]).catch(() => undefined);
  return sent;
}

function preview(order: unknown, privy: ControlContext["privy"]): unknown {
  if (!isPlainObject(order)) return null;
  const { status, outcome, errorDetails, ignoredFields, effects } = privy.preview(order);
  return {
    status,
    outcome: outcome ?? null,
    before: effects?.order?.before ?? null,
    after: effects?.order?.after ?? null,
    contact: effects?.contact ?? null,
    evaluations: effects?.evaluations ?? [],
    details: errorDetails,
    ignoredFields,
  };
}

/** The operation that checks an order. */
export const CHECK_ROUTES: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_fake/check",
    summary: "What the client would send of an order, and what Privy would do with it; stores nothing.",
    body: object(
      {
        "order?": anything,
        "text?": text,
        "options?": object(
          {
            "defaultCountry?": text,
            "unknownFields?": choice("throw", "send"),
            "invalidPhone?": choice("drop", "throw"),
            "invalidEmail?": choice("drop", "throw"),
          },
          true,
        ),
        "from?": choice(...platforms),
      },
      true,
    ),
    returns: object({
      issues: listOf(anyObject),
      warnings: listOf(anyObject),
      wire: orNull(anyObject),
      would: orNull(anyObject),
    }),
    answer: check,
  },
];
