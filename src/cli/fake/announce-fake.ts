import { maskSecret } from "../../testing/kit/log/mask-secret.js";
import { PRIVY } from "../../testing/privy/vendor.js";
import type { ServedFake } from "../../testing/server/start-server.js";
import type { CliIo } from "../cli-io.js";
import type { FakeKey } from "./fake-key.js";
import type { FakeOptions } from "./fake-options.js";
import { describeGreeting } from "./greeting.js";
import type { OpenFake } from "./open-fake.js";

/** A fake that is being served, and what it was started with. */
export interface Announced {
  readonly fake: OpenFake;
  readonly served: ServedFake;
  readonly key: FakeKey | undefined;
  readonly sequenzy: { readonly baseUrl: string; readonly apiKey: string } | undefined;
  /** The config file's name. */
  readonly config: string | undefined;
  /** Whether another program runs against it and owns the standard output. */
  readonly hasCommand: boolean;
}

/** Tells that the fake is ready: in a line of JSON for a machine, or in a greeting for people. */
export function announceFake(io: CliIo, options: FakeOptions, announced: Announced): void {
  const { fake, served, key, sequenzy, config, hasCommand } = announced;
  const { privy, hook, isMadeUp, notes, file } = fake;
  const { url, baseUrl, tokenUrl } = served;
  const own = privy.tokens.list()[0]?.token;
  const token = own === undefined || isMadeUp ? own : maskSecret(own, PRIVY.credentialPrefixes);
  const shownKey = key?.isMadeUp === true ? key.key : undefined;
  const isGreeted = !options.json && !(options.quiet && hasCommand);
  if (options.json) {
    const more = { ...(shownKey && { key: shownKey }), ...(sequenzy && { sequenzy }) };
    io.stdout.write(
      `${JSON.stringify({ event: "ready", url, baseUrl, tokenUrl, token: token ?? null, ...more })}\n`,
    );
  }
  if (!isGreeted) {
    for (const note of notes) io.stderr.write(`${note}\n`);
    return;
  }
  const { isFrozen } = privy.clock;
  const limits = privy.rateLimit;
  (hasCommand ? io.stderr : io.stdout).write(
    describeGreeting({
      url,
      baseUrl,
      hasInspector: options.inspector,
      key: shownKey,
      needsKey: key !== undefined,
      token,
      isMadeUp,
      config,
      clock: isFrozen ? `frozen at ${new Date(privy.clock.now()).toISOString()}` : "running",
      rate: limits && { minute: limits.minute.limit, day: limits.day.limit },
      flows: hook.settings.flows.length,
      segments: hook.settings.segments.length,
      state: file?.path,
      sequenzy,
      notes,
    }),
  );
}
