import type { VNode } from "preact";
import { CodeBlock } from "../../parts/copy-text.jsx";
import { Empty } from "../../parts/load-state.jsx";
import { info } from "../../state/account.js";
import { hrefOf } from "../../state/route.js";

/** What a newcomer does first: point the shop at the fake and send an order. */
export function RequestsEmpty(): VNode {
  const baseUrl = info.value?.baseUrl ?? "";
  return (
    <div class="scroll">
      <Empty title="Nothing has arrived yet">
        <p>The list fills by itself as soon as something does. Two lines for your .env:</p>
        <CodeBlock what=".env" code={`PRIVY_BASE_URL=${baseUrl}\nPRIVY_API_TOKEN=…   # see Connect`} />
        <p>
          The token is shown at <a href={hrefOf("connect")}>Connect</a>. Then an order, by curl:
        </p>
        <CodeBlock
          what="curl"
          code={`curl ${baseUrl}/orders/placed \\
  -H "Authorization: Bearer $PRIVY_API_TOKEN" \\
  -H 'Content-Type: application/json' \\
  -d '{"order_id":1001,"email":"kim@example.com","total":95,"currency":"USD","order_date":"2026-01-01T10:00:00Z"}'`}
        />
        <p>or with the SDK:</p>
        <CodeBlock
          what="SDK code"
          code={`import { PrivyClient } from "privy-orders";

const client = PrivyClient.fromEnv();
await client.orders.upsert({
  order_id: 1001,
  email: "kim@example.com",
  total: 95,
  currency: "USD",
  order_date: new Date(),
});`}
        />
      </Empty>
    </div>
  );
}
