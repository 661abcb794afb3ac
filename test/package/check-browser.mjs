// A client in a browser: bundles the packed package for browsers, and runs it where there is a window with a document.
// `npm run check:browser`
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { npm, pack } from "./pack.mjs";

/** The subpaths that need nothing of Node and no peer. */
const NEUTRAL = [
  ".",
  "./schemas",
  "./import",
  "./sequenzy",
  "./platforms",
  "./webhooks",
  "./queue",
  "./logging",
];
const SECRET = "privy_secret_0123456789";
const TIMEOUT_MS = 60_000;

const scratch = await mkdtemp(join(tmpdir(), "privy-orders-browser-"));
let passed = 0;
let failed = 0;
const check = async (title, body) => {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no end within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  });
  try {
    await Promise.race([body(), late]);
    passed += 1;
    console.log(`ok   ${title}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${title}\n     ${error.stack ?? error}`);
  } finally {
    clearTimeout(timer);
  }
};
const assert = (condition, message) => {
  if (!condition) throw new Error(message);
};

const bundle = async (source) => {
  const { outputFiles, warnings } = await build({
    stdin: { contents: source, resolveDir: scratch, loader: "js" },
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    platform: "browser",
    target: "es2022",
    logLevel: "silent",
  });
  assert(warnings.length === 0, `esbuild warns: ${warnings.map(({ text }) => text).join("; ")}`);
  return outputFiles[0].text;
};

/** What pages and workers both have. Nothing of Node is in it: no `process`, no `Buffer`, no `require`. */
const everywhere = () => ({
  AbortController,
  AbortSignal,
  Blob,
  Headers,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  clearTimeout,
  console,
  crypto: globalThis.crypto,
  performance,
  queueMicrotask,
  setTimeout,
  structuredClone,
});
const requests = [];
const fetch = async (input, init) => {
  const request = new Request(input, init);
  requests.push({ url: request.url, authorization: request.headers.get("authorization") });
  return Response.json({ data: { order_id: "1" } }, { status: 201 });
};
/** The global scope of a page: `window` is the scope itself. */
const page = () => {
  const scope = createContext({ ...everywhere(), fetch, document: { nodeType: 9 }, navigator: {} });
  runInContext("globalThis.window = globalThis.self = globalThis", scope);
  return scope;
};
/** That of a worker, where there is no document: the same program must be let through. */
const worker = () => {
  const scope = createContext({ ...everywhere(), fetch, navigator: {} });
  runInContext("globalThis.self = globalThis", scope);
  return scope;
};

const program = (create) => `
  import { PrivyClient, InvalidInputError } from "privy-orders";
  import { SequenzyClient } from "privy-orders/sequenzy";
  globalThis.run = async () => {
    try {
      const client = ${create};
      return { client };
    } catch (error) {
      return { error, own: error instanceof InvalidInputError };
    }
  };`;

try {
  const { tarball } = await pack(scratch);
  await mkdir(join(scratch, "node_modules"));
  await writeFile(join(scratch, "package.json"), JSON.stringify({ name: "scratch", private: true }));
  npm(["install", tarball, "--omit=peer", "--no-audit", "--no-fund", "--silent"], scratch);

  for (const subpath of NEUTRAL) {
    const name = `privy-orders${subpath.slice(1)}`;
    await check(`${name} bundles for a browser and loads there`, async () => {
      const scope = page();
      runInContext(
        await bundle(`import * as all from "${name}"; globalThis.names = Object.keys(all);`),
        scope,
      );
      assert(scope.names.length > 0, "no export arrived");
    });
  }

  const clients = {
    "a client with a token": `new PrivyClient({ token: "${SECRET}" MORE })`,
    "a client with OAuth credentials": `new PrivyClient({ oauth: { clientId: "id", clientSecret: "${SECRET}", scopes: ["orders_write"] } MORE })`,
    "a Sequenzy client with a key": `new SequenzyClient({ apiKey: "${SECRET}" MORE })`,
  };
  for (const [title, create] of Object.entries(clients)) {
    const text = await bundle(program(create.replace("MORE", "")));
    await check(`${title} is refused in a page, and the refusal does not quote the secret`, async () => {
      const scope = page();
      runInContext(text, scope);
      const { error, own } = await scope.run();
      assert(own === true, `no InvalidInputError: ${error}`);
      const said = `${error.message} ${JSON.stringify(error)}`;
      assert(said.includes("dangerouslyAllowBrowser"), `it does not say what to do: ${said}`);
      assert(!said.includes(SECRET), "the secret is in the error");
    });
    await check(`${title} is accepted in a worker, where there is no document`, async () => {
      const scope = worker();
      runInContext(text, scope);
      const { client, error } = await scope.run();
      assert(client !== undefined, `refused: ${error}`);
    });
    const allowed = await bundle(program(create.replace("MORE", ", dangerouslyAllowBrowser: true")));
    await check(`${title} is accepted in a page with dangerouslyAllowBrowser: true`, async () => {
      const scope = page();
      runInContext(allowed, scope);
      const { client, error } = await scope.run();
      assert(client !== undefined, `refused: ${error}`);
    });
  }

  await check("an allowed client sends an order through the page's fetch", async () => {
    const scope = page();
    const create = clients["a client with a token"].replace("MORE", ", dangerouslyAllowBrowser: true");
    runInContext(await bundle(program(create)), scope);
    const { client } = await scope.run();
    const order = { order_id: 1, total: 5, currency: "USD", order_date: "2026-01-01T00:00:00Z" };
    const { outcome } = await client.orders.upsert({ ...order, email: "kim@example.com" });
    assert(outcome === "created", `the outcome is ${outcome}`);
    const [request] = requests;
    assert(requests.length === 1 && request.url === "https://api.privy.com/v1/orders/placed", request?.url);
    assert(request.authorization === `Bearer ${SECRET}`, "without its token");
  });
} catch (error) {
  failed += 1;
  console.log(`FAIL the check could not be made: ${error.stack ?? error}\n${error.stderr ?? ""}`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
console.log(`browser: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
