// What the built package costs: bytes in a worker, milliseconds until it is imported. Fails when a budget is exceeded.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import examples from "libphonenumber-js/examples.mobile.json";
import { getCountryCallingCode } from "libphonenumber-js/min";

/** Bytes of a worker that sends an order, minified and compressed by gzip. The goal is 52,000: it may only fall. */
const largestWorker = 52_970;
/** Bytes, likewise, of a program that only asks whether something is an error of this package. */
const largestGuard = 2_000;
/** Milliseconds to import `.`, beyond an empty module. */
const longestImport = 15;
/** Or this part of what stripe takes in the same run, on a machine with other things to do. */
const partOfStripe = 1 / 3;
const rounds = 15;

/** Bytes of the page of the served fake, by gzip. They may only fall. */
const largestPage = { script: 34_000, style: 4_300, all: 39_950 };

const entry = resolve("dist/index.js");
const failures = [];
const report = (fine, line) => {
  console.log(`${fine ? "ok  " : "FAIL"} ${line}`);
  if (!fine) failures.push(line);
};
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The file that `import "stripe"` loads, of the version that the benchmarks name; undefined when it cannot be had. */
async function stripeEntry(scratch) {
  const { dependencies } = JSON.parse(await readFile("test/bench/package.json", "utf8"));
  try {
    const install = [
      "install",
      `stripe@${dependencies.stripe}`,
      "--prefix",
      scratch,
      "--no-audit",
      "--no-fund",
    ];
    execFileSync("npm", [...install, "--ignore-scripts", "--silent"], { stdio: "ignore", timeout: 120_000 });
    const { exports } = JSON.parse(await readFile(join(scratch, "node_modules/stripe/package.json"), "utf8"));
    const file = join(scratch, "node_modules/stripe", exports.default.import.default);
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

const worker = `
  import { PrivyClient } from ${JSON.stringify(entry)};
  export default {
    async fetch(request, env) {
      const client = new PrivyClient({ token: env.PRIVY_API_TOKEN });
      const { outcome } = await client.orders.upsert(await request.json());
      return new Response(outcome);
    },
  };`;
const bundle = (contents) =>
  build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    conditions: ["import"],
    mainFields: ["module", "main"],
    logLevel: "error",
  });
const bundled = await bundle(worker);
const code = bundled.outputFiles[0].contents;
const compressed = gzipSync(code, { level: 9 }).length;
report(
  compressed <= largestWorker,
  `a worker that sends an order: ${compressed} bytes by gzip, ${code.length} minified (at most ${largestWorker} by gzip)`,
);
const guard = await bundle(`export { isPrivyOrdersError } from ${JSON.stringify(entry)};`);
const guardSize = gzipSync(guard.outputFiles[0].contents, { level: 9 }).length;
report(
  guardSize <= largestGuard,
  `a program that only recognises an error: ${guardSize} bytes by gzip (at most ${largestGuard}): nothing else runs at import`,
);

const text = bundled.outputFiles[0].text;
const traces = ["createFakePrivy", "SequenzyClient", "createUndiciFetch", "setupServer", "node:"];
const found = traces.filter((trace) => text.includes(trace));
report(
  found.length === 0,
  `it carries nothing of the fake, of Sequenzy, undici, msw or Node${found.length > 0 ? `, but: ${found.join(", ")}` : ""}`,
);
const controls = { "dist/testing.js": "createFakePrivy", "dist/sequenzy.js": "SequenzyClient" };
for (const [file, trace] of Object.entries(controls)) {
  if (!existsSync(file)) continue;
  const whole = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    external: ["msw", "undici"],
    logLevel: "silent",
  });
  report(whole.outputFiles[0].text.includes(trace), `the trace ${trace} would be seen: ${file} has it`);
}

const pageFile = (await readdir("dist")).find((name) => /^page-assets-\w+\.js$/.test(name));
if (pageFile === undefined) report(false, "the page of the served fake is in dist");
else {
  const { loadPage } = await import(pathToFileURL(resolve("dist", pageFile)).href);
  const { html, script, style } = await loadPage();
  const [page, js, css] = [html, script, style].map((part) => gzipSync(part, { level: 9 }).length);
  for (const [name, bytes] of Object.entries({ script: js, style: css, all: page + js + css })) {
    report(
      bytes <= largestPage[name],
      `the page, ${name}: ${bytes} bytes by gzip (at most ${largestPage[name]})`,
    );
  }
}

const scratch = await mkdtemp(join(tmpdir(), "privy-orders-budgets-"));
try {
  const empty = join(scratch, "empty.mjs");
  await writeFile(empty, "export {};\n");
  const stripe = await stripeEntry(scratch);
  const subjects = { empty, package: entry, ...(stripe === undefined ? {} : { stripe }) };
  const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, file] of Object.entries(subjects)) {
      const program = `const t = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - t);`;
      times[name].push(
        Number(execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" })),
      );
    }
  }
  const base = median(times.empty);
  const beyond = (name) => median(times[name]) - base;
  const ours = beyond("package");
  const allowed =
    times.stripe === undefined ? longestImport : Math.max(longestImport, beyond("stripe") * partOfStripe);
  const beside =
    times.stripe === undefined
      ? "stripe could not be installed beside it"
      : `stripe ${beyond("stripe").toFixed(1)} ms`;
  report(
    ours <= allowed,
    `a cold import takes ${ours.toFixed(1)} ms more than an empty module, median of ${rounds} (at most ${allowed.toFixed(1)} ms; ${beside})`,
  );
} finally {
  await rm(scratch, { recursive: true, force: true });
}

const { phoneSchema } = await import(pathToFileURL(resolve("dist/schemas.js")).href);
const numbers = Object.entries(examples).map(
  ([country, national]) => `+${getCountryCallingCode(country)}${national}`,
);
const spelled = (number) => `${number.slice(0, 5)} ${number.slice(5)} ext. 7`;
const wrong = numbers.filter((number) => {
  return [number, spelled(number)].some((input) => phoneSchema["~standard"].validate(input).value !== number);
});
report(
  wrong.length === 0 && numbers.length > 200,
  `the phone plans without formats read the example numbers of all ${numbers.length} countries${wrong.length > 0 ? `, but not: ${wrong.join(", ")}` : ""}`,
);

console.log(failures.length === 0 ? "budgets: all kept" : `budgets: ${failures.length} exceeded`);
process.exit(failures.length === 0 ? 0 : 1);
