import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { RejectedError } from "../../errors/rejected-error.js";
import type { PrivyClientOptions } from "../../privy/client-options.js";
import { DEFAULT_BASE_URL } from "../../privy/endpoints.js";
import { readRateLimit } from "../../privy/rate-limit.js";
import type { CliIo } from "../cli-io.js";
import { connectionFrom, findConnection } from "../connection.js";
import { colorsFor } from "../display/colors.js";
import { describeIssues } from "../display/describe-failure.js";
import { formatCount, formatTime } from "../display/format-text.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { CliUsageError } from "../usage-error.js";
import { type Probe, probePrivy } from "./probe-privy.js";
import { examineQueue } from "./queue/examine-queue.js";

export interface DoctorCommandOptions {
  readonly envFile?: string | undefined;
  /** A module that exports a durable queue, which is examined as well. */
  readonly queue?: string | undefined;
  readonly json: boolean;
}

interface Finding {
  readonly name: string;
  readonly state: "ok" | "bad" | "unknown";
  readonly message: string;
}

const tolerableSkewMs = 5_000;

/** The command line sets the address by a variable, from which the token URL follows. */
function withVariables(message: string): string {
  return message.replace(/\b(?:baseUrl|oauth\.tokenUrl)\b/g, "PRIVY_BASE_URL");
}

function judgeAccess({ error }: Probe): Finding[] {
  const ok = (name: string, message: string): Finding => ({ name, state: "ok", message });
  const bad = (name: string, message: string): Finding => ({ name, state: "bad", message });
  const unknown = (name: string): Finding => ({ name, state: "unknown", message: "could not be seen" });
  switch (error?.code) {
    case "rejected":
      if (error.status === 422)
        return [
          ok("token", "accepted"),
          ok("scope orders_write", "granted (the scopes for contacts were not tried)"),
        ];
      return [bad("address", withVariables(error.message)), unknown("token"), unknown("scope orders_write")];
    case "insufficient_scope":
      return [ok("token", "accepted"), bad("scope orders_write", error.message)];
    case "not_found":
      return [bad("address", withVariables(error.message)), unknown("token"), unknown("scope orders_write")];
    case "unauthorized":
      return [bad("token", error.message), unknown("scope orders_write")];
    case "rate_limited":
      return [ok("token", "accepted"), ok("scope orders_write", "granted")];
    case undefined:
      return [
        bad("address", "the server is not Privy: it accepted an empty order. Check PRIVY_BASE_URL"),
        unknown("token"),
      ];
    default:
      return [bad("Privy", withVariables(error?.message ?? "no response")), unknown("token")];
  }
}

function judgeIntegration({ error }: Probe, given: boolean): Finding {
  const name = "integration token";
  if (!given)
    return {
      name,
      state: "ok",
      message: "none set: Privy ties orders itself if there is one Custom Integration",
    };
  if (!(error instanceof RejectedError) || error.status !== 422)
    return { name, state: "unknown", message: "could not be seen" };
  return error.details.some(({ field }) => field.toLowerCase() === "x-privy-integration-token")
    ? { name, state: "bad", message: "unknown, or its integration is not active (PRIVY_INTEGRATION_TOKEN)" }
    : { name, state: "ok", message: "accepted" };
}

function judgeClock({ clockAheadMs }: Probe): Finding {
  const name = "clock";
  if (clockAheadMs === undefined) return { name, state: "unknown", message: "the response had no time" };
  const seconds = Math.round(Math.abs(clockAheadMs) / 1000);
  const direction = clockAheadMs > 0 ? "ahead of" : "behind";
  return Math.abs(clockAheadMs) < tolerableSkewMs
    ? { name, state: "ok", message: "agrees with Privy's" }
    : {
        name,
        state: "bad",
        message: `this machine is ${formatCount(seconds)} s ${direction} Privy: set its clock`,
      };
}

function judgeBudget({ headers }: Probe): Finding {
  const name = "budget";
  const { minute, day } = headers === undefined ? {} : readRateLimit(headers);
  if (minute === undefined && day === undefined)
    return { name, state: "unknown", message: "the response had none" };
  const now = new Date();
  const parts = [];
  if (minute !== undefined)
    parts.push(`${formatCount(minute.remaining)} of ${formatCount(minute.limit)} left this minute`);
  if (day !== undefined)
    parts.push(
      `${formatCount(day.remaining)} of ${formatCount(day.limit)} today (until ${formatTime(day.resetAt, now)})`,
    );
  return { name, state: day?.remaining === 0 ? "bad" : "ok", message: parts.join(", ") };
}

/** What was found of Privy, and what a person reads above it. */
interface PrivyReport {
  readonly findings: readonly Finding[];
  readonly heading: string;
  readonly durationMs?: number;
  /** Whether Privy refuses a credential. */
  readonly isRefused: boolean;
}

async function examinePrivy(connection: PrivyClientOptions): Promise<PrivyReport> {
  let probe: Probe;
  try {
    probe = await probePrivy(connection);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    throw new CliUsageError(`The settings cannot be used: ${describeIssues(error.issues)}`);
  }
  const integration = judgeIntegration(probe, connection.integrationToken !== undefined);
  const findings = [...judgeAccess(probe), integration, judgeClock(probe), judgeBudget(probe)];
  const code = probe.error?.code;
  const host = new URL(connection.baseUrl ?? DEFAULT_BASE_URL).host;
  const what = connection.oauth === undefined ? "one request" : "one request, and one for an access token";
  return {
    findings,
    heading: `Asked ${host} with ${what}: an order without any field, which Privy refuses and does not store.`,
    durationMs: probe.durationMs,
    isRefused: code === "unauthorized" || code === "insufficient_scope" || integration.state === "bad",
  };
}

/** With a queue to look at, the credentials may be known to the store's own programs only. */
async function connectionOf(
  io: CliIo,
  { envFile, queue }: DoctorCommandOptions,
): Promise<PrivyClientOptions | undefined> {
  return queue === undefined ? connectionFrom(io, envFile) : findConnection(io, envFile);
}

/**
 * `privy-orders doctor`: whether orders could be sent from here, by one request that stores nothing; with `--queue`, also
 * whether a durable queue is well.
 */
export async function doctorCommand(io: CliIo, options: DoctorCommandOptions): Promise<ExitCode> {
  const connection = await connectionOf(io, options);
  const privy: PrivyReport =
    connection === undefined
      ? {
          findings: [{ name: "Privy", state: "unknown", message: "not asked: no credential is set here" }],
          heading: "Asked the queue only.",
          isRefused: false,
        }
      : await examinePrivy(connection);
  const ofQueue = options.queue === undefined ? [] : await examineQueue(options.queue);
  const findings: Finding[] = [
    ...privy.findings,
    ...ofQueue.map(
      ({ ok, subject, message }): Finding => ({
        name: subject,
        state: ok ? "ok" : "bad",
        message,
      }),
    ),
  ];
  const isWell = findings.every(({ state }) => state !== "bad");
  const exitCode = isWell ? EXIT.success : privy.isRefused ? EXIT.credentials : EXIT.failures;
  if (options.json) {
    io.stdout.write(`${JSON.stringify({ event: "doctor", findings, durationMs: privy.durationMs })}\n`);
    return exitCode;
  }
  const colors = colorsFor(io.stdout, io.env);
  const mark = { ok: colors.green("ok "), bad: colors.red("BAD"), unknown: colors.yellow(" ? ") };
  io.stdout.write(`${privy.heading}\n`);
  for (const { name, state, message } of findings)
    io.stdout.write(`${mark[state]} ${name.padEnd(18)} ${message}\n`);
  return exitCode;
}
