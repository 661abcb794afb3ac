import type { VNode } from "preact";
import { readFake } from "../../api/call-fake.js";
import { writeExactJson } from "../../api/exact-json.js";
import type { OrderDetail } from "../../api/shapes.js";
import { moneyText } from "../../format/show-numbers.js";
import { dayAndTime } from "../../format/show-time.js";
import { EvaluationLines } from "../../parts/cards/evaluation-lines.jsx";
import { OrderCard } from "../../parts/cards/order-card.jsx";
import { CodeBlock } from "../../parts/copy-text.jsx";
import { Empty } from "../../parts/empty.jsx";
import { Items } from "../../parts/items.jsx";
import { Loaded } from "../../parts/load-state.jsx";
import { Notes } from "../../parts/marks.jsx";
import { Section } from "../../parts/page-head.jsx";
import { goTo, hrefOf } from "../../state/route.js";
import { useKeys } from "../../state/shortcuts.js";
import { attempt } from "../../state/toasts.js";
import { OrderHistory } from "./order-history.jsx";

/** One order: its card, its history, and what came of it. */
export function OrderPane({ id }: { readonly id: string }): VNode {
  const path = `/orders/${encodeURIComponent(id)}`;
  useKeys({
    // Asked for anew: the key counts while the order is still being loaded, too.
    u: () =>
      attempt(async () => goTo(hrefOf("contacts", (await readFake<OrderDetail>(path)).order.contact_id))),
  });
  return (
    <Loaded
      path={path}
      missing={({ similar = [] }) => (
        <Empty title={`No such order: ${id}`}>
          {similar.length > 0 && (
            <p>
              Similar ids:{" "}
              {similar.map((one) => (
                <a key={one} href={hrefOf("orders", one)}>
                  {one}{" "}
                </a>
              ))}
            </p>
          )}
        </Empty>
      )}
    >
      {(detail: OrderDetail) => <OrderParts {...detail} />}
    </Loaded>
  );
}

function OrderParts({ order, versions, evaluations, attributions, hints, integration }: OrderDetail): VNode {
  return (
    <>
      <div class="pane-head">
        <h2>Order {order.order_id}</h2>
      </div>
      <Notes of={hints} />
      <OrderCard order={order} integration={integration} />
      <OrderHistory versions={versions} />
      <EvaluationLines evaluations={evaluations} />
      <Section title="Attribution">
        <Items
          of={attributions}
          none={`Credited to no message: none was opened or clicked in the 7 days before it${order.initial_sync ? ", and an order of initial_sync never is" : ""}.`}
        >
          {({ amount, currency, message, channel, kind, engagedAt }) =>
            `${moneyText(amount, currency)} to ${message} (${channel} ${kind}, ${dayAndTime(engagedAt)})`
          }
        </Items>
      </Section>
      <details>
        <summary>Raw JSON</summary>
        <CodeBlock what="the order" code={writeExactJson(order)} />
      </details>
    </>
  );
}
