import type { VNode } from "preact";
import type { FakeOrder } from "../../../testing/privy/model.js";
import { moneyText } from "../../format/show-numbers.js";
import { dayAndTime } from "../../format/show-time.js";
import { hrefOf } from "../../state/route.js";
import { Facts } from "../marks.jsx";
import { ShownValue } from "./shown-value.jsx";

/** An order as a card: what matters, and its line items as a table. */
export function OrderCard({
  order,
  integration = order.integration_id,
}: {
  readonly order: FakeOrder;
  /** Its name, where that is known. */
  readonly integration?: string | null | undefined;
}): VNode {
  const flags = [
    ["e-mail", order.accepts_email_marketing],
    ["SMS", order.accepts_sms_marketing],
  ].flatMap(([channel, flag]) => (flag === undefined ? [] : `${channel} ${flag ? "yes" : "no"}`));
  return (
    <>
      <Facts
        facts={[
          ["Order", order.order_id],
          ["Total", moneyText(order.total_amount, order.currency_code)],
          ["Placed", dayAndTime(order.placed_at)],
          ["Paid", order.financial_status],
          ["Fulfilled", order.fulfillment_status],
          ["E-mail", order.email],
          ["Phone", order.phone],
          ["Accepts", flags.join(", ")],
          ["Initial sync", order.initial_sync ? "yes: starts no flow" : ""],
          [
            "Contact",
            <a key="contact" href={hrefOf("contacts", order.contact_id)}>
              {order.contact_id}
            </a>,
          ],
          ["Integration", integration],
        ]}
      />
      {order.line_items?.length ? <LineItems items={order.line_items} /> : null}
    </>
  );
}

const firstColumns = ["title", "name", "product_id", "variant_id", "sku", "quantity", "price"];

function LineItems({ items }: { readonly items: readonly Readonly<Record<string, unknown>>[] }): VNode {
  const names = new Set([...firstColumns, ...items.flatMap(Object.keys)]);
  const columns = [...names].filter((name) => items.some((item) => name in item)).slice(0, 8);
  const wide = { tabIndex: 0, role: "region", "aria-label": "Line items" } as const;
  return (
    <div class="table-box" {...wide}>
      <table>
        <caption class="sr">Line items</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => (
            // Line items need not have ids, and the list does not change.
            <tr key={`${index}:${String(item.id ?? "")}`}>
              {columns.map((name) => (
                <td key={name}>{item[name] === undefined ? "" : <ShownValue value={item[name]} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
