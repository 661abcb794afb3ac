import type { VNode } from "preact";
import type { TimelineItem } from "../../api/shapes.js";
import { foldByRequest } from "../../format/fold-timeline.js";
import { moneyText } from "../../format/show-numbers.js";
import { ConsentLine } from "../../parts/cards/consent-line.jsx";
import { Time } from "../../parts/form-fields.jsx";
import { Tag } from "../../parts/marks.jsx";
import { hrefOf, requestHref } from "../../state/route.js";

/** Everything that happened to a contact, the latest first. */
export function ContactTimeline({ timeline }: { readonly timeline: readonly TimelineItem[] }): VNode {
  const moments = foldByRequest(timeline).toReversed();
  return (
    <ol class="history" reversed>
      {moments.map(({ requestId, at, items }, index) => (
        // The same moment may stand there twice, and the list is only read.
        <li key={`${moments.length - index}${at}`}>
          <p>
            <Time at={at} />{" "}
            {requestId !== undefined && (
              <a href={requestHref(requestId.replace("req_", ""))}>#{requestId.replace("req_", "")}</a>
            )}
          </p>
          <ul class="plain">
            {items.map((item, place) => (
              <li key={`${place}${item.kind}`}>
                <What item={item} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const contactWords: Readonly<Record<string, string>> = {
  created: "Contact created",
  changed: "Contact changed",
  deleted: "Contact deleted",
  restored: "Contact restored",
};

function What({ item }: { readonly item: TimelineItem }): VNode {
  const { kind, change, order, run, engagement, message } = item;
  if (change !== undefined) return <ConsentLine change={change} />;
  if (order !== undefined) {
    return (
      <>
        Order <a href={hrefOf("orders", order.order_id)}>{order.order_id}</a> {item.outcome}:{" "}
        {moneyText(order.total_amount, order.currency_code)}
      </>
    );
  }
  if (run !== undefined) {
    return (
      <>
        <Tag tone="info">{kind === "flow_started" ? "→ flow" : "← flow"}</Tag>{" "}
        <a href={hrefOf("flows", run.flow)}>{run.flow}</a>{" "}
        {kind === "flow_started" ? "started" : "left: the contact bought"}
      </>
    );
  }
  if (engagement !== undefined) {
    return (
      <>
        {engagement.kind === "open" ? "Opened" : "Clicked"} the{" "}
        {engagement.channel === "sms" ? "SMS" : "e-mail"} {engagement.message}
      </>
    );
  }
  if (message !== undefined) {
    return <>Welcome SMS to {message.phone_number}</>;
  }
  return <>{contactWords[kind] ?? kind}</>;
}
