// What the proofs of imports share: programs bundled from the sources, and a served fake that stores what they send.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Bundles one program of the sources into a file, so that child processes start it as they start the package. */
export async function bundle(entry, outfile) {
  const banner = "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);";
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
    external: ["undici"],
    banner: { js: banner },
  });
  return outfile;
}

/** Serves a fake Privy by the machine's clock, and returns it with the environment of a command that uses it. */
export async function serveFake(folder, rateLimit = false) {
  const fakes = await bundle("test/slow/fake-server.ts", join(folder, "fake.mjs"));
  const { createFakePrivy, serveFakePrivy, systemClock } = await import(pathToFileURL(fakes).href);
  const token = `privy_${"0123456789".repeat(4)}`;
  const privy = createFakePrivy({ clock: systemClock, rateLimit, keepRequests: 0, tokens: [token] });
  const server = await serveFakePrivy(privy);
  const env = { ...process.env, PRIVY_API_TOKEN: token, PRIVY_BASE_URL: server.baseUrl };
  return { privy, server, token, env };
}
