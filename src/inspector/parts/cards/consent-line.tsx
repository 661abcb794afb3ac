import type { VNode } from "preact";
import type { ConsentChange } from "../../../testing/privy/consents.js";
import { requestHref } from "../../state/route.js";
import { Tag, type Tone } from "../marks.jsx";

const tones: Readonly<Record<string, Tone>> = {
  subscribed: "ok",
  single_opt_in: "ok",
  pending: "info",
  unsubscribed: "bad",
  suppressed: "bad",
  compliance_suppressed: "bad",
};

/** How a contact stands towards a channel. */
export function ConsentTag({ consent }: { readonly consent: string }): VNode {
  return <Tag tone={tones[consent] ?? "plain"}>{consent.replaceAll("_", " ")}</Tag>;
}

/** A change of consent with its cause. */
export function ConsentLine({ change }: { readonly change: ConsentChange }): VNode {
  const { channel, from, to, because } = change;
  const n = /^req_(\d+)$/.exec(because.requestId ?? "")?.[1];
  return (
    <>
      {channel === "email" ? "E-mail" : "SMS"}: {from === null ? "" : `${from.replaceAll("_", " ")} → `}
      <ConsentTag consent={to} /> because of <code>{because.operation}</code>
      {n !== undefined && (
        <>
          {" "}
          (<a href={requestHref(n)}>#{n}</a>)
        </>
      )}
    </>
  );
}
