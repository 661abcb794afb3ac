import type { ComponentChildren, VNode } from "preact";
import type { TimelineItem } from "../../api/shapes.js";
import { engagementWords } from "../../format/engagement-words.js";
import { foldByRequest } from "../../format/fold-timeline.js";
import { moneyText } from "../../format/show-numbers.js";
import { ConsentLine } from "../../parts/cards/consent-line.jsx";
import { RequestLink } from "../../parts/cards/request-link.jsx";
import { Time } from "../../parts/form-fields.jsx";
import { Items } from "../../parts/items.jsx";
import { Tag } from "../../parts/marks.jsx";
import { hrefOf } from "../../state/route.js";

/** Everything that happened to a contact, the latest first. */
export function ContactTimeline({ timeline }: { readonly timeline: readonly TimelineItem[] }): VNode {
  return (
    <ol class="history" reversed>
      {foldByRequest(timeline)
        .toReversed()
        .map(({ requestId, at, items }, place) => (
          // The same moment may stand there twice, and the list is only read.
          <li key={`moment ${place}`}>
            <p>
              <Time at={at} /> <RequestLink id={requestId} />
            </p>
            <Items of={items}>{whatHappened}</Items>
          </li>
        ))}
    </ol>
  );
}

function whatHappened({
  kind,
  change,
  order,
  outcome,
  run,
  engagement,
  message,
}: TimelineItem): ComponentChildren {
  if (change) return <ConsentLine change={change} />;
  if (order) {
    return (
      <>
        Order <a href={hrefOf("orders", order.order_id)}>{order.order_id}</a> {outcome}:{" "}
        {moneyText(order.total_amount, order.currency_code)}
      </>
    );
  }
  if (run) {
    const [tag, word] =
      kind === "flow_started" ? ["→ flow", "started"] : ["← flow", "left: the contact bought"];
    return (
      <>
        <Tag tone="info">{tag}</Tag> <a href={hrefOf("flows", run.flow)}>{run.flow}</a> {word}
      </>
    );
  }
  if (engagement) return `${engagementWords(engagement)} ${engagement.message}`;
  if (message) return `Welcome SMS to ${message.phone_number}`;
  return `Contact ${kind}`;
}
