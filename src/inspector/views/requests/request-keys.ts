import type { RequestSummary } from "../../../query/request-summary.js";
import { readFake } from "../../api/call-fake.js";
import type { RequestDetail } from "../../api/shapes.js";
import { copyText } from "../../parts/copy-text.jsx";
import { goTo, hrefOf, requestHref } from "../../state/route.js";
import { useKeys } from "../../state/shortcuts.js";
import { attempt, toast } from "../../state/toasts.js";
import { editRequest } from "./edit-dialog.jsx";
import { compareMarked, toggleMark } from "./marked-requests.jsx";
import { replay } from "./replay.js";

/** Sends a request again, and says which one it became. */
export function replayRequest(n: number): void {
  attempt(async () => {
    const last = await replay(n, {});
    toast(`Sent #${n} again`, { label: `Show #${last}`, run: () => goTo(requestHref(last)) });
  });
}

/** What a request is copied as, by the name of the snippet. */
export const COPIES = { curl: "curl", sdk: "SDK code" } as const;

/** Copies a request as code. */
export function copyRequest(n: number, as: keyof typeof COPIES): void {
  attempt(async () => {
    const { snippets } = await readFake<RequestDetail>(`/requests/${n}`);
    copyText(snippets[as], COPIES[as]);
  });
}

/** The keys of the list of requests. */
export function useRequestKeys(list: {
  target(): number | undefined;
  row(n: number): RequestSummary | undefined;
  close(): void;
}): void {
  const withTarget = (act: (n: number) => void) => (): void => {
    const n = list.target();
    if (!n) toast("Select a request first.");
    else act(n);
  };
  useKeys({
    Escape: list.close,
    x: withTarget(toggleMark),
    d: compareMarked,
    r: withTarget(replayRequest),
    e: withTarget(editRequest),
    c: withTarget((n) => copyRequest(n, "curl")),
    C: withTarget((n) => copyRequest(n, "sdk")),
    o: withTarget((n) => {
      const order = list.row(n)?.order;
      if (!order) toast(`#${n} is about no order.`);
      else goTo(hrefOf("orders", order));
    }),
    u: withTarget((n) => {
      const { contact, who } = list.row(n) ?? {};
      const id = contact ?? who;
      if (!id) toast(`#${n} is about no contact.`);
      else goTo(hrefOf("contacts", id));
    }),
  });
}
