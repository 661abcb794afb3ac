import { randomBytes } from "node:crypto";
import { maskSecret } from "../../testing/kit/log/mask-secret.js";
import { PRIVY } from "../../testing/privy/vendor.js";
import { createSummaries } from "../../testing/server/control/views/request-summaries.js";
import { type ServedFake, startServer } from "../../testing/server/start-server.js";
import type { StateSaver } from "../../testing/server/state-file/state-saver.js";
import type { CliIo } from "../cli-io.js";
import { EXIT } from "../exit-code.js";
import { CliUsageError } from "../usage-error.js";
import { describeRequestLine } from "./describe-request-line.js";
import { readFakeConfig } from "./fake-config.js";
import { DEFAULT_PORT, type FakeOptions } from "./fake-options.js";
import { describeGreeting, type Greeting } from "./greeting.js";
import { type OpenFake, openFake } from "./open-fake.js";
import { openInBrowser } from "./open-in-browser.js";
import { openSequenzy, type SequenzyBeside } from "./open-sequenzy.js";
import { runChild } from "./run-child.js";

const loopback: readonly string[] = ["127.0.0.1", "::1", "localhost"];

/** `privy-orders fake`: serves a fake Privy until it is asked to end. Returns the exit code. */
export async function fakeCommand(
  io: CliIo,
  options: FakeOptions,
  command: readonly string[],
): Promise<number> {
  const config = await readFakeConfig(options.config);
  const fake = await openFake(options, config, io.env.PRIVY_FAKE_TOKEN || undefined);
  const { privy, hook, file } = fake;
  const host = options.host ?? (io.env.PRIVY_FAKE_HOST || "127.0.0.1");
  const key =
    io.env.PRIVY_FAKE_KEY || (loopback.includes(host) ? undefined : randomBytes(32).toString("base64url"));
  const port = options.port ?? readPort(io.env.PRIVY_FAKE_PORT);
  let saver: StateSaver | undefined;
  let served: ServedFake;
  let sequenzy: SequenzyBeside | undefined;
  try {
    sequenzy = options.sequenzy ? openSequenzy(privy.clock, options.seed) : undefined;
    served = await startServer(privy, {
      port,
      host,
      key,
      allowedHosts: options.allowHost,
      control: true,
      inspector: options.inspector,
      begin: fake.begin,
      saved: () => ({ file: file?.path ?? null, savedAt: file?.savedAt ?? null }),
      ...(sequenzy === undefined ? {} : { others: sequenzy.others }),
    });
  } catch (error) {
    await file?.release();
    throw describeListenError(error, port, host);
  }
  const ending = createEnding(io, options);
  const talk = command.length > 0 || options.json ? io.stderr : io.stdout;
  if (file !== undefined) {
    const { createStateSaver } = await import("../../testing/server/state-file/state-saver.js");
    saver = createStateSaver({
      file,
      privy,
      hook,
      onFailure: () =>
        void io.stderr.write(`The state could not be saved to ${file.path}; saving is tried again.\n`),
    });
  }
  const token = privy.tokens.list()[0]?.token;
  const shownToken =
    token === undefined || fake.isMadeUp ? token : maskSecret(token, PRIVY.credentialPrefixes);
  const { url, baseUrl, tokenUrl } = served;
  if (options.json) {
    io.stdout.write(
      `${JSON.stringify({ event: "ready", url, baseUrl, tokenUrl, token: shownToken ?? null })}\n`,
    );
  } else if (!options.quiet) {
    talk.write(
      describeGreeting({
        url,
        baseUrl,
        hasInspector: options.inspector,
        key,
        token: shownToken,
        isMadeUp: fake.isMadeUp,
        config: config.path,
        clock: describeClock(fake),
        rate: rateOf(fake),
        flows: hook.settings.flows.length,
        segments: hook.settings.segments.length,
        state: file?.path,
        sequenzy: sequenzy && { baseUrl: `${url}/sequenzy/api/v1`, key: sequenzy.key },
        notes: fake.notes,
      } satisfies Greeting),
    );
  }
  const leave = options.quiet ? () => undefined : followRequests(io, options, fake);
  if (options.open && options.inspector) openInBrowser(`${url}/${key === undefined ? "" : `#key=${key}`}`);
  try {
    if (command.length === 0) {
      await ending.asked;
      return await finish();
    }
    const child = await runChild(command, {
      ...io.env,
      PRIVY_BASE_URL: baseUrl,
      PRIVY_API_TOKEN: token,
      PRIVY_FAKE_URL: url,
      ...(key === undefined ? {} : { PRIVY_FAKE_KEY: key }),
    });
    void ending.asked.then(() => child.end());
    const code = await child.ended;
    const saved = await finish();
    return code === 0 ? saved : code;
  } finally {
    ending.stop();
    leave();
    await served.close();
    await file?.release();
  }

  async function finish(): Promise<number> {
    try {
      await saver?.end();
      return EXIT.success;
    } catch {
      io.stderr.write(
        `The state could not be saved to ${file?.path}: check the disk's space and the permissions.\n`,
      );
      return EXIT.stopped;
    }
  }
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === "") return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new CliUsageError("PRIVY_FAKE_PORT must be a whole number from 0 to 65,535.");
}

function describeListenError(error: unknown, port: number, host: string): unknown {
  const code: unknown = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") {
    return new CliUsageError(
      `Port ${port} is in use: end the program that uses it, or choose another port with --port (--port 0 takes any).`,
    );
  }
  if (code === "EACCES")
    return new CliUsageError(`Port ${port} may not be used: choose another with --port.`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new CliUsageError(`This machine has no address ${host}: choose another with --host.`);
  }
  return error;
}

function describeClock({ privy }: OpenFake): string {
  const { isFrozen } = privy.clock;
  return isFrozen ? `frozen at ${new Date(privy.clock.now()).toISOString()}` : "running";
}

function rateOf({ privy }: OpenFake): Greeting["rate"] {
  const limits = privy.rateLimit;
  return limits && { minute: limits.minute.limit, day: limits.day.limit };
}

/** Writes a line for each request, until the returned function is called. */
function followRequests(io: CliIo, { json }: FakeOptions, { privy, hook }: OpenFake): () => void {
  const summaryOf = createSummaries(hook.state);
  return privy.subscribe((event) => {
    if (event.type !== "request") return;
    const [entry] = hook.state().log.range(event.position, event.position);
    if (entry === undefined) return;
    const summary = summaryOf(entry);
    if (json) io.stdout.write(`${JSON.stringify({ event: "request", ...summary })}\n`);
    else {
      const hints = hook
        .state()
        .hintsOf(entry)
        .map(({ message }) => message);
      io.stderr.write(`${describeRequestLine(summary, hints)}\n`);
    }
  });
}

/** The signals that end the command: Ctrl-C, SIGTERM, and optionally the end of its input. */
function createEnding(
  io: CliIo,
  { untilStdinEnds }: FakeOptions,
): { asked: Promise<void>; stop: () => void } {
  let ask = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    ask = resolve;
  });
  const stopListening = io.onInterrupt(ask);
  const { stdin } = io;
  if (untilStdinEnds && stdin !== undefined) {
    stdin.once("end", ask);
    stdin.once("close", ask);
    stdin.resume();
  }
  return {
    asked,
    stop() {
      stopListening();
      stdin?.off("end", ask);
      stdin?.off("close", ask);
      stdin?.pause();
    },
  };
}
