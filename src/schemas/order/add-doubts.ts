import { isCountryCode } from "../../phone/country.js";
import { currencyExponent } from "../values/currency-exponent.js";
import type { OrderPayload } from "./order-input.js";
import type { OrderWarning } from "./order-warning.js";

/** Keys of an address as Privy calls them, and as shops and platforms do. */
const spellings = {
  postal_code: "zip zipCode zip_code postcode postalCode",
  state_code: "state stateCode province provinceCode province_code region",
  country_code: "country countryCode",
  first_name: "firstName",
  last_name: "lastName",
};
const addressKeys: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.entries(spellings).flatMap(([key, others]) =>
    others.split(" ").map((other) => [other, key] as const),
  ),
);

/** An earlier date is a mistake: zero, or seconds that were taken for milliseconds. */
const earliest = "1990";
/** An order is placed before it is reported; clocks and time zones differ by less. */
const latestMs = 172_800_000;

function doubtAddress(
  order: OrderPayload,
  field: "billing_address" | "shipping_address",
  warnings: OrderWarning[],
): void {
  const address = order[field];
  if (address === undefined) return;
  for (const key of Object.keys(address)) {
    const meant = addressKeys.get(key);
    if (meant === undefined || address[meant] !== undefined) continue;
    const message = `is a key that Privy does not read in an address: it was sent as it is; did you mean "${meant}"?`;
    warnings.push({ code: "address_key_unknown", path: [field, key], message });
  }
  const { country_code: country } = address;
  if (typeof country !== "string" || country.trim() === "") return;
  const code = country.trim().toUpperCase();
  if (/^[A-Za-z]{2}$/.test(country.trim()) && (code === "UK" || isCountryCode(code))) return;
  const message = "is not the ISO 3166-1 code of a country, such as DE: it was sent as it is";
  warnings.push({ code: "country_code_unknown", path: [field, "country_code"], message });
}

/** What is odd about the date, as the end of a sentence. */
function dateDoubt(date: string, nowMs: number): string | undefined {
  if (date < earliest) return "lies before 1990: were seconds taken for milliseconds?";
  return Date.parse(date) > nowMs + latestMs
    ? "lies more than two days ahead: were milliseconds taken for seconds?"
    : undefined;
}

function doubtAmount(order: OrderPayload, field: "total" | "subtotal", warnings: OrderWarning[]): void {
  const amount = order[field];
  if (amount === undefined || Number.isInteger(amount)) return;
  const exponent = currencyExponent(order.currency) ?? 2;
  if (Number.isInteger(Number((amount * 10 ** exponent).toPrecision(15)))) return;
  const message = `has more decimals than the ${exponent} of its currency: it was sent as it is`;
  warnings.push({ code: "amount_too_fine", path: [field], message });
}

/**
 * Warnings about values that are sent and are almost certainly mistakes: Privy accepts them silently, and a segment or a
 * flow then misses the order. Never a refusal, since each may be right in a rare case.
 */
export function addDoubts(order: OrderPayload, nowMs: number, warnings: OrderWarning[]): void {
  const message = dateDoubt(order.order_date, nowMs);
  if (message !== undefined) warnings.push({ code: "date_unlikely", path: ["order_date"], message });
  doubtAmount(order, "total", warnings);
  doubtAmount(order, "subtotal", warnings);
  doubtAddress(order, "billing_address", warnings);
  doubtAddress(order, "shipping_address", warnings);
}
