import type { VNode } from "preact";
import type { ConsentChange } from "../../../testing/privy/consents.js";
import { inWords } from "../../format/flow-words.js";
import { Tag, type Tone } from "../marks.jsx";
import { RequestLink } from "./request-link.jsx";

const tones: Readonly<Record<string, Tone>> = {
  subscribed: "ok",
  single_opt_in: "ok",
  pending: "info",
  unsubscribed: "bad",
  suppressed: "bad",
  compliance_suppressed: "bad",
};

/** How a contact stands towards a channel. */
function ConsentTag({ consent }: { readonly consent: string }): VNode {
  return <Tag tone={tones[consent] ?? "plain"}>{inWords(consent)}</Tag>;
}

/** An address or number with the consent of its channel. */
export function ChannelMark({ of, consent }: { readonly of: string; readonly consent: string }): VNode {
  return (
    <>
      <ConsentTag consent={consent} /> {of}
    </>
  );
}

/** A change of consent with its cause. */
export function ConsentLine({ change }: { readonly change: ConsentChange }): VNode {
  const { channel, from, to, because } = change;
  return (
    <>
      {channel === "email" ? "E-mail" : "SMS"}: {from && `${inWords(from)} → `}
      <ConsentTag consent={to} /> because of <code>{because.operation}</code>{" "}
      <RequestLink id={because.requestId} />
    </>
  );
}
