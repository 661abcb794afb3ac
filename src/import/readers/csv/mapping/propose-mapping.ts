import { cellCleaner } from "../cells/clean-cell.js";
import { dateFormatOf } from "../cells/moment.js";
import { addressNames, columnNames, itemNames, updatedNames } from "./column-names.js";
import type { CsvMapping } from "./csv-mapping.js";

/** Signs of one currency only, unlike "$" and "kr", which several currencies share. */
const knownSigns: Readonly<Record<string, string>> = {
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  "₩": "KRW",
  "₺": "TRY",
};

/** A name without accents, case and signs: `E-Mail_Adresse` is `e mail adresse`. */
const plain = (name: string): string =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

const patterns = [
  "iso",
  "DD.MM.YYYY HH:mm:ss",
  "DD.MM.YYYY HH:mm",
  "DD.MM.YYYY",
  "DD/MM/YYYY HH:mm:ss",
  "DD/MM/YYYY HH:mm",
  "DD/MM/YYYY",
  "MM/DD/YYYY HH:mm:ss",
  "MM/DD/YYYY HH:mm",
  "MM/DD/YYYY",
  "M/D/YYYY h:mm A",
  "M/D/YYYY",
  "YYYY/MM/DD HH:mm:ss",
  "excel",
  "unix",
  "unix-ms",
];

/** A proposed mapping, with notes on what to check before it is used. */
export interface ProposedMapping {
  readonly mapping: Omit<CsvMapping, "columns"> & { readonly columns: Record<string, unknown> };
  readonly notes: readonly string[];
}

/** Finds columns by their names, each once. */
function createFinder(header: readonly string[]) {
  const free = new Map(header.map((name) => [plain(name), name] as const).reverse());
  const take = (candidates: readonly string[], prefix = ""): string | undefined => {
    for (const candidate of candidates) {
      const key = prefix === "" ? candidate : `${prefix} ${candidate}`;
      const name = free.get(key);
      if (name === undefined) continue;
      free.delete(key);
      return name;
    }
    return undefined;
  };
  const takeAll = (
    wanted: Readonly<Record<string, readonly string[]>>,
    prefix = "",
  ): Record<string, string> => {
    const found: Record<string, string> = {};
    for (const [field, candidates] of Object.entries(wanted)) {
      const name = take(candidates, prefix);
      if (name !== undefined) found[field] = name;
    }
    return found;
  };
  return { take, takeAll, left: () => [...free.values()] };
}

/** Proposes a mapping from a file's header and its first rows. Where two readings fit, a note names both instead of a guess. */
export function proposeMapping(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  delimiter: string,
): ProposedMapping {
  const notes: string[] = [];
  const finder = createFinder(header);
  const scalars = finder.takeAll(columnNames);
  const addresses = {
    billing_address: finder.takeAll(addressNames, "billing"),
    shipping_address: finder.takeAll(addressNames, "shipping"),
  };
  const item = finder.takeAll(itemNames);
  const updatedAt = finder.take(updatedNames);
  const clean = cellCleaner();
  const samples = (column: string | undefined): string[] => {
    const index = column === undefined ? -1 : header.indexOf(column);
    return rows.map((row) => clean(row[index] ?? "")).filter((text) => text !== "");
  };

  const columns: Record<string, unknown> = { ...scalars };
  for (const field of ["order_id", "total", "currency", "order_date"]) {
    if (columns[field] !== undefined) continue;
    columns[field] = field === "currency" ? { value: "EUR" } : "?";
    notes.push(
      field === "currency"
        ? "currency: no column looks like it; put the right one, for all orders or by the signs of the amounts"
        : `${field}: no column looks like it; replace "?" by its name`,
    );
  }
  if (scalars.email === undefined && scalars.phone === undefined)
    notes.push("email: neither an e-mail address nor a phone was found; an order without both is skipped");

  const ids = samples(scalars.order_id);
  if (ids.some((id) => !/^\d+(?:[.,]0+)?$/.test(id))) {
    columns.order_id = { column: scalars.order_id, orderIdFrom: true };
    notes.push(
      'order_id: these ids have letters or signs. "orderIdFrom" converts them into numbers; if your shop reports live orders by the number in them, use "prefix" or "pattern" instead',
    );
  }
  const hasRepeats = new Set(ids).size < ids.length;
  if (Object.keys(item).length > 0) columns.line_items = [item];
  for (const [field, address] of Object.entries(addresses))
    if (Object.keys(address).length > 0) columns[field] = address;

  const amounts = [scalars.total, scalars.subtotal, item.price].flatMap(samples);
  const isCommaDecimal = amounts.some((amount) => /,\d{1,2}\D*$/.test(amount));
  const isGrouped = amounts.some((amount) => (isCommaDecimal ? /\d\.\d{3}/ : /\d,\d{3}/).test(amount));
  const signs = [...new Set(amounts.flatMap((amount) => amount.match(/\p{Sc}|\b[A-Z]{3}\b/gu) ?? []))];
  if (scalars.currency === undefined && signs.length > 0) {
    const table = Object.fromEntries(
      signs.map((sign) => [sign, knownSigns[sign] ?? (sign.length === 3 ? sign : "?")]),
    );
    columns.currency = { column: scalars.total, signs: table };
  }
  const numbers = {
    ...(isCommaDecimal && { decimal: "," as const }),
    ...(isGrouped && { thousands: isCommaDecimal ? ("." as const) : ("," as const) }),
    ...(signs.length > 0 && { signs }),
  };

  const dates = samples(scalars.order_date);
  const fitting = patterns.filter((pattern) => {
    const read = dateFormatOf(pattern);
    return read !== undefined && dates.length > 0 && dates.every((date) => read(date) !== undefined);
  });
  const [dateFormat] = fitting;
  if (dates.length > 0 && dateFormat === undefined)
    notes.push("dateFormat: not recognised; write it with YYYY, MM, DD, HH, mm, ss");
  if (fitting.length > 1) notes.push(`dateFormat: ${fitting.join(" or ")} fit all of the first rows; choose`);
  const needsZone =
    dates.some((date) => !/(?:Z|[+-]\d\d:?\d\d)$/i.test(date)) && !dateFormat?.startsWith("unix");
  if (needsZone)
    notes.push('timeZone: the dates name none; replace "UTC" by your zone, such as "Europe/Berlin"');

  const left = finder.left();
  if (left.length > 0) notes.push(`not used: ${left.join(", ")}`);
  return {
    mapping: {
      columns,
      ...(delimiter !== "," && { delimiter }),
      ...(hasRepeats && scalars.order_id !== undefined && { groupBy: scalars.order_id }),
      ...(Object.keys(numbers).length > 0 && { numbers }),
      ...(dateFormat !== undefined && dateFormat !== "iso" && { dateFormat }),
      ...(needsZone && { timeZone: "UTC" }),
      ...(updatedAt !== undefined && { updatedAt }),
    },
    notes,
  };
}
