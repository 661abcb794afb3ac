import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { CallError, readFake } from "../../api/call-fake.js";
import type { OrderDetail } from "../../api/shapes.js";
import { evaluationWords } from "../../format/flow-words.js";
import { dayAndTime } from "../../format/show-time.js";
import { Field, Form } from "../../parts/form-fields.jsx";
import { hrefOf } from "../../state/route.js";

/** Why a flow did not start for an order. */
export function WhyNot({ flow }: { readonly flow: string }): VNode {
  const [id, setId] = useState("");
  const [lines, setLines] = useState<readonly string[]>([]);
  const linesOf = async (): Promise<readonly string[]> => {
    const { order, evaluations } = await readFake<OrderDetail>(`/orders/${encodeURIComponent(id.trim())}`);
    const own = evaluations.filter((one) => one.flow === flow);
    return own.length > 0
      ? own.map((one) => `${dayAndTime(one.at)}: ${evaluationWords(one)}`)
      : [
          `It never looked at order ${id}, because its trigger never fired: the order is ${order.fulfillment_status ?? "without a fulfillment_status"}.`,
        ];
  };
  const ask = async (): Promise<void> =>
    setLines(
      await linesOf().catch((error: unknown) => {
        if (error instanceof CallError && error.status === 404)
          return [`There is no order ${id}: it was never stored.`];
        throw error;
      }),
    );
  return (
    <Form send={ask}>
      <Field label="Why not for order" value={id} onText={setId} inputMode="numeric" required />
      <button type="submit">Ask</button>
      <div role="status" class="why-lines">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {lines.length > 0 && <a href={hrefOf("orders", id.trim())}>Show the order</a>}
      </div>
    </Form>
  );
}
