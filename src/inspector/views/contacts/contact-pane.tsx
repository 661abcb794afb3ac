import type { VNode } from "preact";
import type { ContactDetail } from "../../api/shapes.js";
import { moneyText, plural } from "../../format/show-numbers.js";
import { ContactCard, nameOfContact } from "../../parts/cards/contact-card.jsx";
import { Empty } from "../../parts/empty.jsx";
import { Items } from "../../parts/items.jsx";
import { Loaded } from "../../parts/load-state.jsx";
import { Tag } from "../../parts/marks.jsx";
import { Section } from "../../parts/page-head.jsx";
import { hrefOf } from "../../state/route.js";
import { ContactTimeline } from "./contact-timeline.jsx";

/** One contact: its channels with their consents, what belongs to it, and its timeline. */
export function ContactPane({ id }: { readonly id: string }): VNode {
  return (
    <Loaded
      path={`/contacts/${encodeURIComponent(id)}`}
      missing={() => (
        <Empty title={`No such contact: ${id}`}>
          <p>There has never been one, not even a deleted one.</p>
        </Empty>
      )}
    >
      {(detail: ContactDetail) => <ContactParts {...detail} />}
    </Loaded>
  );
}

function ContactParts({ contact, orders, segments, consents, timeline }: ContactDetail): VNode {
  return (
    <>
      <div class="pane-head">
        <h2>
          {nameOfContact(contact)} {contact.deleted_at && <Tag tone="bad">deleted</Tag>}
        </h2>
      </div>
      <ContactCard contact={contact} />
      <Section title="Segments">
        <Items of={segments} none="In no segment now.">
          {(segment) => <Tag tone="info">{segment}</Tag>}
        </Items>
      </Section>
      <Section title={plural(orders.length, "order")}>
        <Items of={orders.slice(-50).reverse()}>
          {({ order_id, total_amount, currency_code, fulfillment_status }) => (
            <>
              <a href={hrefOf("orders", order_id)}>{order_id}</a> {moneyText(total_amount, currency_code)}{" "}
              {fulfillment_status}
            </>
          )}
        </Items>
      </Section>
      <Section title="Timeline">
        {consents.every(({ from, to }) => from === null && to === "never_subscribed") && (
          <p class="faint">No consent has ever changed: this contact was never subscribed.</p>
        )}
        <ContactTimeline timeline={timeline} />
      </Section>
    </>
  );
}
