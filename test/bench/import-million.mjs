// Imports a generated NDJSON file of 1 kB an order: node test/bench/import-million.mjs [orders, default 1,000,000]
// Fails when memory grows with the file, or when the last tenth goes much slower than the first.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const records = Number(process.argv[2] ?? 1_000_000);
const folder = await mkdtemp(join(tmpdir(), "privy-orders-million-"));
let failed = true;

async function generate(path) {
  const out = createWriteStream(path);
  const items = Array.from({ length: 8 }, (_, index) => ({
    sku: `SKU-${index}-${"x".repeat(40)}`,
    quantity: 1,
    price: 9.5,
  }));
  const address = { first_name: "Ada", last_name: "Example", city: "Springfield", country_code: "US" };
  for (let index = 1; index <= records; index += 1) {
    const order = {
      order_id: index,
      email: `buyer${index}@example.com`,
      total: 76,
      currency: "USD",
      order_date: "2025-06-01T00:00:00Z",
      line_items: items,
      shipping_address: address,
      billing_address: address,
    };
    if (!out.write(`${JSON.stringify(order)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "close");
}

try {
  const file = join(folder, "orders.ndjson");
  await generate(file);
  const { size } = await stat(file);
  console.log(`${records} orders, ${Math.round(size / 1024 / 1024)} MiB`);
  const program = join(folder, "import.mjs");
  await build({
    entryPoints: ["test/bench/import-million.ts"],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  const child = spawn(process.execPath, [program, file, String(records)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (data) => (output += data));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  const { done, created, finished, curve } = JSON.parse(output);
  console.table(curve);
  const third = Math.ceil(curve.length / 3);
  const most = (points) => Math.max(...points.map(({ rssMb }) => rssMb));
  const speed = (points) => points.reduce((sum, { perSecond }) => sum + perSecond, 0) / points.length;
  // The first third is the warm-up: the heap grows to its working size. Other programs on the machine blur the speed.
  const grownMb = most(curve.slice(-third)) - most(curve.slice(0, third));
  const slowdown = speed(curve.slice(2, 4)) / speed(curve.slice(-2));
  console.log(`memory grew by ${grownMb} MB after the first third; slowdown ×${slowdown.toFixed(2)}`);
  failed = !finished || done !== records || created !== records || grownMb > 60 || slowdown > 2;
} finally {
  await rm(folder, { recursive: true, force: true });
}
console.log(failed ? "import-million: FAILED" : "import-million: flat memory, steady speed");
process.exit(failed ? 1 : 0);
