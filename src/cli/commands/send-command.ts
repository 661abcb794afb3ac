import { readFile, stat } from "node:fs/promises";
import { isPrivyOrdersError } from "../../errors/is-privy-orders-error.js";
import { parseJson } from "../../http/response/lossless-json.js";
import { PrivyClient } from "../../privy/privy-client.js";
import type { OrderInput } from "../../schemas/order/order.js";
import type { CliIo } from "../cli-io.js";
import { connectionFrom } from "../connection.js";
import { formatTime } from "../display/format-text.js";
import { waitObserver } from "../display/wait-observer.js";
import { EXIT, type ExitCode } from "../exit-code.js";
import { CliUsageError } from "../usage-error.js";

export interface SendCommandOptions {
  readonly file: string;
  readonly country?: string | undefined;
  readonly envFile?: string | undefined;
  readonly json: boolean;
}

const maxBytes = 16 * 1024 * 1024;

async function readOrder(path: string): Promise<unknown> {
  let text: string;
  try {
    if ((await stat(path)).size > maxBytes) throw new CliUsageError(`${path} is too large to be one order.`);
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof CliUsageError) throw error;
    throw new CliUsageError(`${path} cannot be read.`);
  }
  try {
    return parseJson(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new CliUsageError(`${path} is not JSON.`);
  }
}

/** `privy-orders send`: reports one order as it is, as a live one unless it has `initial_sync` itself. */
export async function sendCommand(io: CliIo, options: SendCommandOptions): Promise<ExitCode> {
  const client = new PrivyClient({
    ...(await connectionFrom(io, options.envFile)),
    defaultCountry: options.country,
    observer: waitObserver(({ because, until }) =>
      io.stderr.write(`waiting: ${because}, tries again at ${formatTime(until, new Date())}\n`),
    ),
  });
  // The client checks the order before it sends anything.
  const order = (await readOrder(options.file)) as OrderInput;
  try {
    const { order: stored, outcome, warnings, response } = await client.orders.upsert(order);
    if (options.json) {
      const { status, attempts } = response;
      io.stdout.write(
        `${JSON.stringify({ event: "sent", order_id: stored.order_id, outcome, warnings, status, attempts })}\n`,
      );
      return EXIT.success;
    }
    for (const { path, message } of warnings) io.stderr.write(`warning: ${path.join(".")} ${message}\n`);
    io.stdout.write(`Order ${stored.order_id}: ${outcome}.\n`);
    return EXIT.success;
  } catch (error) {
    if (!isPrivyOrdersError(error)) throw error;
    if (options.json)
      io.stdout.write(`${JSON.stringify({ event: "failure", code: error.code, message: error.message })}\n`);
    else io.stderr.write(`${error.message}\n`);
    if (error.code === "unauthorized" || error.code === "insufficient_scope") return EXIT.credentials;
    return error.retryable ? EXIT.stopped : EXIT.failures;
  }
}
