import type { RequestSummary } from "../../../query/request-summary.js";
import { callFake } from "../../api/call-fake.js";
import type { RequestDetail } from "../../api/shapes.js";
import { curlCode, sdkCode } from "../../format/code-snippets.js";
import { copyText } from "../../parts/copy-text.jsx";
import { info } from "../../state/account.js";
import { goTo, hrefOf, requestHref } from "../../state/route.js";
import { useKeys } from "../../state/shortcuts.js";
import { toast, toastError } from "../../state/toasts.js";
import { editRequest } from "./edit-dialog.jsx";
import { compareMarked, toggleMark } from "./marked-requests.jsx";

/** Sends a request again, and says which one it became. */
export async function replayRequest(n: number, options: object = {}): Promise<void> {
  try {
    const { requests } = await callFake<{ requests: readonly number[] }>(
      "POST",
      `/requests/${n}/replay`,
      options,
    );
    const last = requests.at(-1);
    toast(`Sent #${n} again`, {
      ...(last === undefined
        ? {}
        : { action: { label: `Show #${last}`, run: () => goTo(requestHref(last)) } }),
    });
  } catch (error) {
    toastError(error);
  }
}

/** A request as code reads it. */
export function codeOf(request: RequestDetail): Parameters<typeof curlCode>[0] {
  const { method, path, query, body, headers } = request;
  return {
    method,
    path,
    query,
    body: body ?? undefined,
    hasIntegration: headers["x-privy-integration-token"] !== undefined,
  };
}

/** Copies a request as code. */
export async function copyRequest(n: number, as: "curl" | "sdk"): Promise<void> {
  try {
    const request = await callFake<RequestDetail>("GET", `/requests/${n}`);
    const baseUrl = info.peek()?.baseUrl ?? "";
    if (as === "curl") await copyText(curlCode(codeOf(request), baseUrl), "curl");
    else await copyText(sdkCode(codeOf(request)), "SDK code");
  } catch (error) {
    toastError(error);
  }
}

/** The keys of the list of requests. */
export function useRequestKeys(list: {
  target(): number | undefined;
  row(n: number): RequestSummary | undefined;
  close(): void;
}): void {
  const withTarget = (act: (n: number) => void) => (): void => {
    const n = list.target();
    if (n === undefined) toast("Select a request first.");
    else act(n);
  };
  useKeys({
    Escape: list.close,
    x: withTarget(toggleMark),
    d: compareMarked,
    r: withTarget((n) => void replayRequest(n)),
    e: withTarget(editRequest),
    c: withTarget((n) => void copyRequest(n, "curl")),
    C: withTarget((n) => void copyRequest(n, "sdk")),
    o: withTarget((n) => {
      const order = list.row(n)?.order;
      if (order === undefined) toast(`#${n} is about no order.`);
      else goTo(hrefOf("orders", order));
    }),
    u: withTarget((n) => {
      const { contact, who } = list.row(n) ?? {};
      const id = contact ?? who;
      if (id === undefined) toast(`#${n} is about no contact.`);
      else goTo(hrefOf("contacts", id));
    }),
  });
}
