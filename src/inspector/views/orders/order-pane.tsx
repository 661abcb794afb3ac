import type { VNode } from "preact";
import { callFake } from "../../api/call-fake.js";
import { writeExactJson } from "../../api/exact-json.js";
import type { OrderDetail } from "../../api/shapes.js";
import { moneyText } from "../../format/show-numbers.js";
import { dayAndTime } from "../../format/show-time.js";
import { EvaluationLines } from "../../parts/cards/evaluation-lines.jsx";
import { OrderCard } from "../../parts/cards/order-card.jsx";
import { CodeBlock } from "../../parts/copy-text.jsx";
import { Empty, Loaded } from "../../parts/load-state.jsx";
import { HintLines } from "../../parts/marks.jsx";
import { goTo, hrefOf } from "../../state/route.js";
import { useKeys } from "../../state/shortcuts.js";
import { toastError } from "../../state/toasts.js";
import { useResource } from "../../state/use-resource.js";
import { OrderHistory } from "./order-history.jsx";

/** One order: its card, its history, and what came of it. */
export function OrderPane({ id }: { readonly id: string }): VNode {
  const path = `/orders/${encodeURIComponent(id)}`;
  const resource = useResource<OrderDetail>(path);
  useKeys({
    // Asked for anew: the key counts while the order is still being loaded, too.
    u: () =>
      void callFake<OrderDetail>("GET", path).then(
        ({ order }) => goTo(hrefOf("contacts", order.contact_id)),
        toastError,
      ),
  });
  return (
    <Loaded
      resource={resource}
      missing={() => <NoOrder id={id} similar={resource.error?.failure.similar ?? []} />}
    >
      {(detail) => <OrderParts detail={detail} />}
    </Loaded>
  );
}

function NoOrder({ id, similar }: { readonly id: string; readonly similar: readonly string[] }): VNode {
  return (
    <Empty title="No such order">
      <p>There is no order {id}.</p>
      {similar.length > 0 && (
        <p>
          Similar ids:{" "}
          {similar.map((one, index) => (
            <span key={one}>
              {index > 0 && ", "}
              <a href={hrefOf("orders", one)}>{one}</a>
            </span>
          ))}
        </p>
      )}
    </Empty>
  );
}

function OrderParts({ detail }: { readonly detail: OrderDetail }): VNode {
  const { order, versions, evaluations, attributions, hints, integration } = detail;
  return (
    <>
      <div class="pane-head">
        <h2>Order {order.order_id}</h2>
      </div>
      <HintLines hints={hints} />
      <OrderCard order={order} integration={integration} />
      <OrderHistory versions={versions} />
      <section>
        <h3>Flows</h3>
        {evaluations.length === 0 ? (
          <p class="faint">No flow has looked at it.</p>
        ) : (
          <EvaluationLines evaluations={evaluations} />
        )}
      </section>
      <section>
        <h3>Attribution</h3>
        {attributions.length === 0 ? (
          <p class="faint">
            Credited to no message: none was opened or clicked in the 7 days before it
            {order.initial_sync ? ", and an order of initial_sync never is" : ""}.
          </p>
        ) : (
          <ul class="plain">
            {attributions.map((one) => (
              <li key={one.channel}>
                {moneyText(one.amount, one.currency)} to {one.message} ({one.channel} {one.kind},{" "}
                {dayAndTime(one.engagedAt)})
              </li>
            ))}
          </ul>
        )}
      </section>
      <details>
        <summary>Raw JSON</summary>
        <CodeBlock what="the order" code={writeExactJson(order)} />
      </details>
    </>
  );
}
