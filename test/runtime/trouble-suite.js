// How the real fetch of each runtime fails, and what the client's error makes of it: on the loopback, but for a name that no
// resolver is asked for because it is too long to be one.

/** The runtime, by what only it has. Its fetch decides, so that undici's in Node counts as Node's. */
function runtimeName() {
  if (globalThis.Bun !== undefined) return "bun";
  if (globalThis.Deno !== undefined) return "deno";
  return globalThis.navigator?.userAgent === "Cloudflare-Workers" ? "workerd" : "node";
}

const selfSigned = "self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)";
/** What the reason begins with. Bun does not tell a wrong name from a closed port; workerd names no cause but a lost connection. */
const reasons = {
  node: { refused: "ECONNREFUSED", reset: "ECONNRESET", tls: selfSigned, dns: "ENOTFOUND" },
  deno: { refused: "ECONNREFUSED", reset: "ECONNRESET", tls: "untrusted certificate", dns: "ENOTFOUND" },
  bun: { refused: "ECONNREFUSED", reset: "ECONNRESET", tls: selfSigned, dns: "ECONNREFUSED" },
  workerd: {
    refused: "ECONNRESET",
    reset: "ECONNRESET",
    tls: "the connection failed",
    dns: "the connection failed",
  },
};

/**
 * @param suite `test`, `equal`, `rejection`, `assert` and `client` of the suite
 * @param troubles an address for each kind of trouble
 */
export async function runTroubleSuite({ test, equal, assert, rejection, client, order }, privy, troubles) {
  const expected = reasons[runtimeName()];
  for (const [kind, baseUrl] of Object.entries(troubles))
    await test(`names what kept a connection from being made: ${kind}`, async () => {
      const error = await rejection(client({ baseUrl, maxAttempts: 1 }).orders.upsert(order));
      assert(error instanceof privy.ConnectionError, `not a ConnectionError: ${error?.stack ?? error}`);
      assert(
        error.reason.startsWith(expected[kind]),
        `${kind}: expected ${expected[kind]}, got ${error.reason}; cause: ${error.cause} ${error.cause?.cause}`,
      );
      const isTrust = error.reason.includes("certificate");
      equal([error.retryable, error.attempts === 0], [!isTrust, !/RESET|failed/.test(error.reason)], kind);
    });
}
