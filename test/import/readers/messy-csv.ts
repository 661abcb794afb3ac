import type { CsvMapping } from "privy-orders/import";

/** A random sequence that a seed repeats. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What an order of the messy file must become. */
export interface ExpectedOrder {
  readonly order_id: string;
  readonly total: number;
  readonly currency: string;
  readonly order_date: string;
  readonly email?: string;
  readonly phone?: string;
  readonly items: number;
  readonly city: string;
}

/** Reads what `messyCsv` writes, without a line of code. */
export const messyMapping: CsvMapping = {
  columns: {
    order_id: { column: "Beleg", pattern: "B-0*(\\d+)(?:\\.0)?" },
    total: { column: "Zeilensumme", sum: true },
    currency: { column: "Zeilensumme", signs: { "€": "EUR", $: "USD", Fr: "CHF" } },
    order_date: { columns: ["Tag", "Uhrzeit"] },
    email: "E-Mail",
    phone: "Telefon",
    financial_status: { column: "Status", values: { Bezahlt: "paid", Offen: "pending", Unklar: null } },
    total_items: { column: "Menge", sum: true },
    line_items: [{ sku: "Artikel", title: "Name", quantity: "Menge", price: "Einzelpreis" }],
    shipping_address: { city: "Ort", postal_code: "PLZ", country_code: { value: "DE" } },
  },
  encoding: "windows-1252",
  skipLines: 2,
  groupBy: "Beleg",
  empty: ["n/a", "-", "NULL", "\\N"],
  numbers: {
    column: "Laden",
    formats: { DE: { decimal: ",", thousands: "." }, US: { thousands: "," }, CH: { thousands: "'" } },
  },
  dateFormat: ["DD.MM.YYYY HH:mm", "YYYY/MM/DD h:mm A", "excel", "iso"],
  timeZone: { column: "Zone", zones: { MEZ: "Europe/Berlin", GMT: "UTC" } },
  skip: { Status: ["Entwurf", "Test"] },
};

const header =
  "Beleg;Status;Laden;Zone;Tag;Uhrzeit;E-Mail;Telefon;Artikel;Name;Menge;Einzelpreis;Zeilensumme;Ort;PLZ;Notiz";
const cities = ["Köln", "Zürich", "Saint-Étienne", "Málaga", "'s-Hertogenbosch"];
const empties: readonly [string, ...string[]] = ["", "n/a", "-", "NULL", "\\N", "  "];

const quoted = (cell: string): string => (/[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const two = (part: number): string => String(part).padStart(2, "0");

function amountIn(shop: string, cents: number): string {
  const whole = String(Math.floor(cents / 100));
  const fraction = two(cents % 100);
  const groups = (sign: string): string => whole.replace(/\B(?=(\d{3})+$)/g, sign);
  if (shop === "DE") return `${groups(".")},${fraction} €`;
  return shop === "US" ? `$${groups(",")}.${fraction}` : `Fr ${groups("'")}.${fraction}`;
}

/**
 * A file as German, American and Swiss shops and their spreadsheets make it, in Windows-1252: a report's title, `sep=;`, orders of
 * several rows that are mixed with those of others, amounts in three ways, dates in four, ids with a prefix.
 */
export function messyCsv(
  rows: number,
  seed: number,
): { bytes: Uint8Array; expected: ExpectedOrder[]; skipped: number } {
  const random = randomFrom(seed);
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
    items[Math.floor(random() * items.length)] ?? items[0];
  const expected: ExpectedOrder[] = [];
  const blocks: string[][] = [];
  let written = 0;
  let skipped = 0;

  const dateOf = (minutes: number, zone: string): { cells: [string, string]; moment: number } => {
    // By the zone's winter time: the file's days are in January.
    const wall = Date.UTC(2026, 0, 1) + minutes * 60_000;
    const offsetMs = zone === "MEZ" ? 3_600_000 : zone === "-05:00" ? -18_000_000 : 0;
    const time = new Date(wall);
    const [hour, minute, day] = [time.getUTCHours(), two(time.getUTCMinutes()), two(time.getUTCDate())];
    const kind = Math.floor(random() * 4);
    const half = hour < 12 ? "AM" : "PM";
    const cells: [string, string] =
      kind === 0
        ? [`${day}.01.2026`, `${two(hour)}:${minute}`]
        : kind === 1
          ? [`2026/01/${day}`, `${hour % 12 === 0 ? 12 : hour % 12}:${minute} ${half}`]
          : kind === 2
            ? [String((wall - Date.UTC(1899, 11, 30)) / 86_400_000), ""]
            : [`2026-01-${day}`, `${two(hour)}:${minute}`];
    return { cells, moment: wall - offsetMs };
  };

  for (let number = 1; written < rows; number += 1) {
    const shop = pick(["DE", "US", "CH"]);
    const zone = pick(["MEZ", "GMT", "-05:00"]);
    const isSkipped = random() < 0.05;
    const status = isSkipped ? pick(["Entwurf", "Test"]) : pick(["Bezahlt", "Offen", "Unklar"]);
    const { cells, moment } = dateOf(Math.floor(random() * 40_000), zone);
    const hasEmail = random() < 0.8;
    const email = hasEmail ? `kunde${number}@example.com` : pick(["n/a", "-", "NULL", "\\N"]);
    const digits = `4930${1_000_000 + number}`;
    const phone = pick([`'+${digits}`, `="+${digits}"`, `+${digits}`, `'+49 30 ${1_000_000 + number}`]);
    const city = pick(["Köln", ...cities]);
    const id = `B-${String(number).padStart(6, "0")}${random() < 0.1 ? ".0" : ""}`;
    const count = Math.min(1 + Math.floor(random() * 3), rows - written);
    let total = 0;
    let items = 0;
    const block: string[] = [];
    for (let row = 0; row < count; row += 1) {
      const quantity = 1 + Math.floor(random() * 4);
      const price = 1 + Math.floor(random() * 250_000);
      total += price * quantity;
      items += quantity;
      const first = row === 0;
      const note = pick(["", 'Sagt "danke"; bald\r\nwieder', "a;b", "'0012"]);
      const line = [
        id,
        status,
        shop,
        zone,
        ...(first ? cells : ["", ""]),
        first ? email : "",
        first ? phone : pick(["", "-", "n/a"]),
        pick(["A-1", "'0012", '="0013"']),
        'Becher "blau", groß',
        pick([String(quantity), `${quantity}${shop === "DE" ? ",0" : ".0"}`]),
        amountIn(shop, price),
        amountIn(shop, price * quantity),
        first ? city : "",
        first ? pick(["'01101", "10115", '="01101"']) : "",
        note,
      ];
      // A spreadsheet writes its formulas without CSV's own quotes.
      block.push(
        line.map((cell) => (/^="[^;"]*"$/.test(cell) && random() < 0.5 ? cell : quoted(cell))).join(";"),
      );
    }
    written += count;
    blocks.push(block);
    if (isSkipped) skipped += 1;
    else {
      expected.push({
        order_id: String(number),
        total: total / 100,
        currency: { DE: "EUR", US: "USD", CH: "CHF" }[shop] ?? "",
        order_date: new Date(moment).toISOString().replace(".000Z", "Z"),
        ...(hasEmail && { email }),
        phone: `+${digits}`,
        items,
        city,
      });
    }
  }

  // Rows of neighbouring orders are mixed, each order's first row before its others.
  const lines: string[] = [];
  for (let at = 0; at < blocks.length; at += 7) {
    const some = blocks.slice(at, at + 7);
    for (let row = 0; row < 3; row += 1)
      for (const block of some) if (block[row] !== undefined) lines.push(block[row] ?? "");
    if (random() < 0.2) lines.push(";".repeat(15), "");
  }
  const end = pick(["\r\n", "\n"]);
  const text = [
    'Auswertung "2025',
    `erstellt am 1.1.${pick(empties).trim()}`,
    "sep=;",
    header,
    ...lines,
  ].join(end);
  // Every sign but € is in Latin-1, which Windows-1252 follows there.
  const bytes = Uint8Array.from(text, (sign) => (sign === "€" ? 0x80 : sign.charCodeAt(0)));
  return { bytes, expected, skipped };
}
