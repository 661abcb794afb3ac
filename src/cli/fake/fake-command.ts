import { createSummaries } from "../../testing/server/control/views/request-summaries.js";
import { type ServedFake, startServer } from "../../testing/server/start-server.js";
import type { StateSaver } from "../../testing/server/state-file/state-saver.js";
import type { CliIo } from "../cli-io.js";
import { EXIT } from "../exit-code.js";
import { CliUsageError } from "../usage-error.js";
import { announceFake } from "./announce-fake.js";
import { describeRequestLine } from "./describe-request-line.js";
import { readFakeConfig } from "./fake-config.js";
import { fakeKey } from "./fake-key.js";
import { DEFAULT_PORT, type FakeOptions } from "./fake-options.js";
import { type OpenFake, openFake } from "./open-fake.js";
import { openInBrowser } from "./open-in-browser.js";
import { openSequenzy, type SequenzyBeside } from "./open-sequenzy.js";
import { runChild } from "./run-child.js";

/** `privy-orders fake`: serves a fake Privy until it is asked to end. Returns the exit code. */
export async function fakeCommand(
  io: CliIo,
  options: FakeOptions,
  command: readonly string[],
): Promise<number> {
  const host = options.host ?? (io.env.PRIVY_FAKE_HOST || "127.0.0.1");
  const port = options.port ?? readPort(io.env.PRIVY_FAKE_PORT);
  const key = fakeKey(io.env.PRIVY_FAKE_KEY, host);
  const config = await readFakeConfig(options.config);
  const fake = await openFake(options, config, io.env.PRIVY_FAKE_TOKEN || undefined);
  const { privy, hook, file } = fake;
  let saver: StateSaver | undefined;
  let served: ServedFake;
  let sequenzy: SequenzyBeside | undefined;
  try {
    sequenzy = options.sequenzy ? openSequenzy(privy.clock, options.seed) : undefined;
    served = await startServer(privy, {
      port,
      host,
      key: key?.key,
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
  const { url, baseUrl } = served;
  const beside = sequenzy && { baseUrl: `${url}/sequenzy/api/v1`, apiKey: sequenzy.key };
  announceFake(io, options, {
    fake,
    served,
    key,
    sequenzy: beside,
    config: config.path,
    hasCommand: command.length > 0,
  });
  const leave = options.quiet ? () => undefined : followRequests(io, options, fake);
  if (options.open && options.inspector)
    openInBrowser(`${url}/${key === undefined ? "" : `#key=${key.key}`}`);
  try {
    if (command.length === 0) {
      await ending.asked;
      return await finish();
    }
    const child = await runChild(command, {
      ...io.env,
      PRIVY_BASE_URL: baseUrl,
      PRIVY_API_TOKEN: privy.tokens.list()[0]?.token,
      PRIVY_FAKE_URL: url,
      ...(key && { PRIVY_FAKE_KEY: key.key }),
      ...(beside && { SEQUENZY_BASE_URL: beside.baseUrl, SEQUENZY_API_KEY: beside.apiKey }),
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
