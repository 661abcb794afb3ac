import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { PEERS } from "./starts.mjs";

/** A program bundled with all that it imports: its bytes, minified and then compressed by gzip. */
export async function bundle(folder, contents, { platform, external = [] }) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform,
    external,
    target: "es2022",
    conditions: ["import"],
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  const [{ text, contents: bytes }] = outputFiles;
  return { text, minifiedBytes: bytes.length, gzipBytes: gzipSync(bytes, { level: 9 }).length };
}

/** The least that a Worker needs to send an order. */
export const WORKER = `
  import { PrivyClient } from "privy-orders";
  export default {
    async fetch(request, env) {
      const client = new PrivyClient({ token: env.PRIVY_API_TOKEN, baseUrl: env.PRIVY_BASE_URL });
      const { outcome } = await client.orders.upsert(await request.json());
      return new Response(outcome);
    },
  };`;

/** Bytes of the Worker, and of everything in the package and in each peer. */
export async function measureSizes(folder) {
  const sizeOf = async (contents, options) => {
    const { minifiedBytes, gzipBytes } = await bundle(folder, contents, options);
    return { minifiedBytes, gzipBytes };
  };
  const result = { worker: await sizeOf(WORKER, { platform: "neutral" }) };
  for (const name of ["privy-orders", ...PEERS])
    result[name] = await sizeOf(`import * as all from "${name}"; console.log(all);`, { platform: "node" });
  return result;
}
