import type { VNode } from "preact";
import type { ContactDetail } from "../../api/shapes.js";
import { moneyText, plural } from "../../format/show-numbers.js";
import { ContactCard, nameOfContact } from "../../parts/cards/contact-card.jsx";
import { Empty, Loaded } from "../../parts/load-state.jsx";
import { Tag } from "../../parts/marks.jsx";
import { hrefOf } from "../../state/route.js";
import { useResource } from "../../state/use-resource.js";
import { ContactTimeline } from "./contact-timeline.jsx";

/** One contact: its channels with their consents, what belongs to it, and its timeline. */
export function ContactPane({ id }: { readonly id: string }): VNode {
  const resource = useResource<ContactDetail>(`/contacts/${encodeURIComponent(id)}`);
  return (
    <Loaded
      resource={resource}
      missing={() => (
        <Empty title="No such contact">
          <p>There has never been a contact {id}, not even a deleted one.</p>
        </Empty>
      )}
    >
      {(detail) => <ContactParts detail={detail} />}
    </Loaded>
  );
}

function ContactParts({ detail }: { readonly detail: ContactDetail }): VNode {
  const { contact, orders, segments, consents, timeline } = detail;
  return (
    <>
      <div class="pane-head">
        <h2>
          {nameOfContact(contact)} {contact.deleted_at !== null && <Tag tone="bad">deleted</Tag>}
        </h2>
      </div>
      <ContactCard contact={contact} />
      <section>
        <h3>Segments</h3>
        {segments.length === 0 ? (
          <p class="faint">In no segment now.</p>
        ) : (
          <p>
            {segments.map((segment) => (
              <Tag key={segment} tone="info">
                {segment}
              </Tag>
            ))}
          </p>
        )}
      </section>
      <section>
        <h3>{plural(orders.length, "order")}</h3>
        <ul class="plain">
          {orders
            .slice(-50)
            .reverse()
            .map((order) => (
              <li key={order.order_id}>
                <a href={hrefOf("orders", order.order_id)}>{order.order_id}</a>{" "}
                {moneyText(order.total_amount, order.currency_code)} {order.fulfillment_status ?? ""}
              </li>
            ))}
        </ul>
      </section>
      <section>
        <h3>Timeline</h3>
        {consents.every(({ from, to }) => from === null && to === "never_subscribed") && (
          <p class="faint">No consent has ever changed: this contact was never subscribed.</p>
        )}
        <ContactTimeline timeline={timeline} />
      </section>
    </>
  );
}
