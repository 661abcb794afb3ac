import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mappers, sampleOf } from "./mappers.js";
import { problemOf } from "./support.js";

const guide = readFileSync(new URL("../../src/platforms/README.md", import.meta.url), "utf8");

/** One row of a table of statuses: what the platform's field holds, and what Privy's fields become. */
interface Row {
  readonly field: string;
  readonly words: readonly string[];
  readonly privyFields: readonly string[];
  readonly becomes: readonly string[];
}

const listOf = (cell: string): string[] => cell.split(",").map((word) => word.trim().replaceAll("`", ""));

/** The rows of the tables whose first column is one field of the platform. */
function rowsOf(section: string): Row[] {
  return section.split(/\n\n+/).flatMap((block) => {
    const [head = "", , ...rows] = block
      .trim()
      .split("\n")
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    const [field = "", privy = ""] = head;
    if (!/^`[\w.]+`$/.test(field)) return [];
    return rows.map(([words = "", becomes = ""]) => ({
      field: field.replaceAll("`", ""),
      words: listOf(words),
      privyFields: listOf(privy),
      becomes: listOf(becomes),
    }));
  });
}

function withField(value: unknown, [key, ...rest]: readonly string[], word: unknown): unknown {
  if (key === undefined) return word;
  if (Array.isArray(value))
    return value.map((inner, index) => (String(index) === key ? withField(inner, rest, word) : inner));
  return { ...(value as object), [key]: withField(Reflect.get(value as object, key), rest, word) }; // a path within a sample
}

/** A sample in which no other field decides instead of the one that is tried. */
const bases: Readonly<
  Record<string, { readonly sample: string; readonly order?: object; readonly within?: string }>
> = {
  fromShopifyWebhook: { sample: "shopify-sms-consent-of-other-phone" },
  fromShopifyGraphql: { sample: "graphql-order-delivered", order: { fulfillments: [] } },
  fromWooCommerce: { sample: "woocommerce-fractional-quantity" },
  fromStripeCheckoutSession: {
    sample: "stripe-expired-session",
    order: { status: "complete", payment_status: "paid" },
  },
  fromMedusaV2: { sample: "medusa-graph-captured" },
  fromMagento2: { sample: "magento2-configurable-partly-shipped" },
  fromSquarespace: { sample: "squarespace-order-pending" },
  fromBigCommerce: { sample: "bigcommerce-multi-currency", order: { payment_status: "" }, within: "order" },
  fromSaleor: {
    sample: "saleor-guest-authorized-yen-bare",
    order: { authorizeStatus: "NONE", chargeStatus: "NONE" },
  },
  fromCommercetools: { sample: "commercetools-order-created-message", within: "order" },
  fromVendure: { sample: "vendure-delivered" },
  fromSquare: { sample: "square-placed-fractional-quantity" },
  fromEcwid: { sample: "ecwid-order-delivered", within: "order" },
};

describe.each(mappers)("the guide's section on $name", ({ name, map }) => {
  const section = guide.split(/^## /m).find((text) => text.split("\n")[0]?.includes(`\`${name}\``)) ?? "";
  const { sample = "", order = {}, within } = bases[name] ?? {};
  const plain = sampleOf(sample) as Record<string, object>; // a sample is an object
  const base =
    within === undefined ? { ...plain, ...order } : { ...plain, [within]: { ...plain[within], ...order } };
  const rows = rowsOf(section).flatMap((row) => row.words.map((word) => ({ ...row, word })));

  it("has tables of statuses", () => {
    expect(rows.length).toBeGreaterThan(2);
  });

  it.each([...new Set(rows.map(({ field }) => field))])("lists every status of %s", (field) => {
    const inner = within !== undefined && !field.startsWith(`${within}.`) ? [within] : [];
    const error = problemOf(() =>
      map(withField(base, [...inner, ...field.split(".")], "no-such-status") as never),
    );
    const [, known = ""] = /it knows (.*)/.exec(String(error)) ?? [];
    const listed = rows.filter((row) => row.field === field).map(({ word }) => word);
    expect(known).not.toBe("");
    expect(
      known.split(", ").filter((word) => !listed.includes(word) && !listed.includes(word.toUpperCase())),
    ).toEqual([]);
  });

  it.each(rows)("is right about $field $word", ({ field, word, privyFields, becomes }) => {
    const inner = within !== undefined && !field.startsWith(`${within}.`) ? [within] : [];
    const value = /^\d+$/.test(word) ? Number(word) : word;
    const tried = withField(base, [...inner, ...field.split(".")], value) as never; // as every payload here
    if (becomes[0] === "refused") {
      expect(problemOf(() => map(tried))).toMatchObject({ issues: [{ code: "not_an_order" }] });
      return;
    }
    const made = map(tried);
    privyFields.forEach((privyField, index) => {
      const expected = becomes[index] === "–" ? undefined : becomes[index];
      expect(Reflect.get(made, privyField), privyField).toBe(expected);
    });
  });
});
