import type { VNode } from "preact";
import { requestHref } from "../../state/route.js";

/** A request by its number, where the id is that of one: `req_7`. */
export function RequestLink({ id = "" }: { readonly id?: string | null | undefined }): VNode | null {
  const [, n] = /^req_(\d+)$/.exec(id ?? "") ?? [];
  return n ? <a href={requestHref(n)}>#{n}</a> : null;
}
