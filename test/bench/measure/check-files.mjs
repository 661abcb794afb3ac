import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { medians } from "../statistics.mjs";

const mapping = {
  columns: {
    order_id: "Order",
    email: "Email",
    phone: "Phone",
    total: "Total",
    currency: "Currency",
    order_date: "Date",
    line_items: [{ sku: "SKU", quantity: "Quantity", price: "Price" }],
    shipping_address: {
      first_name: "First name",
      last_name: "Last name",
      city: "City",
      country_code: "Country",
    },
  },
};

const csvOf = (rows) =>
  [
    "Order,Email,Phone,Total,Currency,Date,SKU,Quantity,Price,First name,Last name,City,Country",
    ...Array.from(
      { length: rows },
      (_, index) =>
        `${index + 1},buyer${index}@example.com,+14155550123,19.00,USD,2026-02-28T09:30:00Z,SKU-${index % 50},2,9.50,Ada,Example,"Springfield, IL",US`,
    ),
  ].join("\n");

const ndjsonOf = (rows) =>
  Array.from({ length: rows }, (_, index) =>
    JSON.stringify({
      order_id: index + 1,
      email: `buyer${index}@example.com`,
      phone: "+14155550123",
      total: 19,
      currency: "USD",
      order_date: "2026-02-28T09:30:00Z",
      line_items: [{ sku: `SKU-${index % 50}`, quantity: 2, price: 9.5 }],
      shipping_address: {
        first_name: "Ada",
        last_name: "Example",
        city: "Springfield, IL",
        country_code: "US",
      },
    }),
  ).join("\n");

function seconds(folder, args) {
  const command = ["--import", "./report-cpu.mjs", "node_modules/privy-orders/dist/cli.js", "check", ...args];
  const start = performance.now();
  const { status, stderr, stdout } = spawnSync(process.execPath, command, { cwd: folder, encoding: "utf8" });
  const wall = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`privy-orders check ended with ${status}: ${stdout}${stderr}`);
  return { wall, cpu: Number(stderr.trim().split("\n").at(-1)) };
}

/** Rows a second that `privy-orders check` reads of a file, by its format; the command's own start is in it. */
export async function measureCheckFiles(folder, { rounds, rows }) {
  const scratch = await mkdtemp(join(tmpdir(), "privy-orders-check-"));
  try {
    const mappingFile = join(scratch, "mapping.json");
    const csv = join(scratch, "orders.csv");
    const ndjson = join(scratch, "orders.ndjson");
    await writeFile(mappingFile, JSON.stringify(mapping));
    await writeFile(csv, csvOf(rows));
    await writeFile(ndjson, ndjsonOf(rows));
    const samples = Array.from({ length: rounds }, () => {
      const taken = {
        csv: seconds(folder, [csv, "--mapping", mappingFile]),
        ndjson: seconds(folder, [ndjson]),
      };
      return Object.fromEntries(
        Object.entries(taken).map(([format, { wall, cpu }]) => [
          format,
          { perSecond: rows / wall, perCpuSecond: rows / cpu },
        ]),
      );
    });
    return medians(samples);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
