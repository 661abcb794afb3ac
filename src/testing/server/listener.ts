import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type Reply, refuseRequest } from "../kit/exchange/reply.js";
import type { ServeHook } from "../kit/exchange/serve-hook.js";
import type { ControlContext } from "./control/control-context.js";
import { type Guard, hasKey } from "./guard/guard.js";
import type { PageAssets } from "./inspector/page-assets.js";
import { isPagePath, sendPage } from "./inspector/send-page.js";
import { readIncoming } from "./read-incoming.js";
import { sendReply } from "./send-reply.js";

/** What is served besides Privy's own API. */
export interface Extras {
  readonly control?: ControlContext | undefined;
  readonly answerControl?:
    | ((message: IncomingMessage, response: ServerResponse, context: ControlContext) => Promise<void>)
    | undefined;
  /** The key that a call of the control API must carry. */
  readonly key?: string | undefined;
  /** The page, if it is served; without files where it was not built. */
  readonly page?: { readonly assets: PageAssets | undefined } | undefined;
  /** Other fakes, by the prefix of their paths: `/sequenzy`. */
  readonly others: ReadonlyMap<string, ServeHook>;
}

/** Creates the listener for the requests to a served fake. The guard comes first, for every path. */
export function createListener(hook: ServeHook, guard: Guard, extras: Extras): RequestListener {
  const { control, answerControl, page } = extras;
  return async (message, response) => {
    const refusal = guard(message);
    if (refusal !== undefined) return sendReply(response, refusal, hook.clock);
    const { url = "/", method } = message;
    const path = url.split("?", 1)[0] ?? "";
    if (control !== undefined && answerControl !== undefined && /^\/_fake(?:\/|$)/.test(path)) {
      if (hasKey(message, extras.key)) return answerControl(message, response, control);
      return sendReply(response, keyRequired(), hook.clock);
    }
    if (page !== undefined && method === "GET" && isPagePath(path)) {
      if (page.assets !== undefined) return void sendPage(response, path, page.assets);
      return sendReply(response, pageNotBuilt(), hook.clock);
    }
    for (const [prefix, other] of extras.others) {
      if (path.startsWith(`${prefix}/`)) return answerApi(message, response, other, prefix);
    }
    return answerApi(message, response, hook, "");
  };
}

async function answerApi(
  message: IncomingMessage,
  response: ServerResponse,
  hook: ServeHook,
  prefix: string,
): Promise<void> {
  try {
    const request = await readIncoming(message);
    const reply =
      request === undefined
        ? refuseRequest(413, "payload_too_large", "The body is too large", {
            headers: { Connection: "close" },
          })
        : await hook.answer({ ...request, path: request.path.slice(prefix.length) });
    sendReply(response, reply, hook.clock);
  } catch {
    if (message.destroyed && !message.complete) return;
    // Most likely a predicate of the test itself; its error could quote the request.
    const words = "The fake failed while it responded: check the predicates of failNext, failWhen and chaos";
    sendReply(response, refuseRequest(501, "fake_usage_error", words), hook.clock);
  }
}

function keyRequired(): Reply {
  return refuseRequest(401, "key_required", "This fake requires its key: send Authorization: Bearer <key>", {
    headers: { Connection: "close" },
  });
}

function pageNotBuilt(): Reply {
  return refuseRequest(
    404,
    "not_found",
    "The inspector is not built: run npm run build. The control API is at /_fake",
  );
}
