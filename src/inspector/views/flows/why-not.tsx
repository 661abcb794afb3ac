import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { CallError, callFake } from "../../api/call-fake.js";
import type { OrderDetail } from "../../api/shapes.js";
import { evaluationWords } from "../../format/flow-words.js";
import { dayAndTime } from "../../format/show-time.js";
import { Field } from "../../parts/form-fields.jsx";
import { hrefOf } from "../../state/route.js";

/** Why a flow did not start for an order. */
export function WhyNot({ flow }: { readonly flow: string }): VNode {
  const [id, setId] = useState("");
  const [lines, setLines] = useState<readonly string[]>([]);
  const ask = async (): Promise<void> => {
    try {
      const { order, evaluations } = await callFake<OrderDetail>(
        "GET",
        `/orders/${encodeURIComponent(id.trim())}`,
      );
      const own = evaluations.filter((one) => one.flow === flow);
      setLines(
        own.length > 0
          ? own.map((one) => `${dayAndTime(one.at)}: ${evaluationWords(one)}`)
          : [
              `It never looked at order ${order.order_id}, because its trigger never fired: the order is ${order.fulfillment_status ?? "without a fulfillment_status"}.`,
            ],
      );
    } catch (error) {
      const isUnknown = error instanceof CallError && error.status === 404;
      setLines([isUnknown ? `There is no order ${id}: it was never stored.` : String(error)]);
    }
  };
  return (
    <form
      class="form-line why-not"
      onSubmit={(event) => {
        event.preventDefault();
        if (id.trim() !== "") void ask();
      }}
    >
      <Field label="Why not for order" value={id} onText={setId} attributes={{ inputMode: "numeric" }} />
      <button type="submit">Ask</button>
      <div role="status" class="why-lines">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {lines.length > 0 && <a href={hrefOf("orders", id.trim())}>Show the order</a>}
      </div>
    </form>
  );
}
