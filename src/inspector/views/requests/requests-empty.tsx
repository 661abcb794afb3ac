import type { VNode } from "preact";
import { Empty } from "../../parts/empty.jsx";
import { PageCode } from "../../parts/page-text.jsx";
import { hrefOf } from "../../state/route.js";

/** What a newcomer does first: point the shop at the fake and send an order. */
export function RequestsEmpty(): VNode {
  return (
    <div class="scroll">
      <Empty title="Nothing has arrived yet">
        <p>The list fills by itself as soon as something does. Two lines for your .env:</p>
        <PageCode name="env" what=".env" />
        <p>
          The token is shown at <a href={hrefOf("connect")}>Connect</a>. Then an order, by curl:
        </p>
        <PageCode name="curl" />
        <p>or with the SDK:</p>
        <PageCode name="Node" what="SDK code" />
      </Empty>
    </div>
  );
}
