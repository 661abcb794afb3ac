import type { VNode } from "preact";
import type { FlowRow, ListPage } from "../../api/shapes.js";
import { flowWords } from "../../format/flow-words.js";
import { countText, plural } from "../../format/show-numbers.js";
import { Empty, Loaded } from "../../parts/load-state.jsx";
import { PageHead } from "../../parts/page-head.jsx";
import { PageCode } from "../../parts/page-text.jsx";
import { hrefOf, route } from "../../state/route.js";
import { useResource } from "../../state/use-resource.js";
import { FlowPage } from "./flow-page.jsx";

/** The flows of the account, or one of them. */
export function FlowsView(): VNode {
  const { id } = route.value;
  const resource = useResource<ListPage<FlowRow>>("/flows?limit=1000");
  return (
    <div class="scroll page">
      <PageHead title={id ?? "Flows"}>{id !== undefined && <a href={hrefOf("flows")}>All flows</a>}</PageHead>
      <Loaded resource={resource}>
        {({ data }) => {
          const flow = data.find(({ name }) => name === id);
          if (id !== undefined)
            return flow === undefined ? <NoFlow name={id} /> : <FlowPage flow={flow} key={id} />;
          return <FlowList flows={data} />;
        }}
      </Loaded>
    </div>
  );
}

function NoFlow({ name }: { readonly name: string }): VNode {
  return (
    <Empty title="No such flow">
      <p>There is no flow {name}.</p>
    </Empty>
  );
}

function FlowList({ flows }: { readonly flows: readonly FlowRow[] }): VNode {
  return flows.length === 0 ? (
    <Empty title="This account has no flows">
      <p>
        Flows stand in <code>privy-fake.json</code>, or in the options of <code>createFakePrivy</code>:
      </p>
      <PageCode name="flows" what="privy-fake.json" />
    </Empty>
  ) : (
    <ul class="cards">
      {flows.map((flow) => (
        <li key={flow.name} class="card">
          <h2>
            <a href={hrefOf("flows", flow.name)}>{flow.name}</a>
          </h2>
          <p>{flowWords(flow.definition).join(" ")}</p>
          <p>
            <strong>{countText(flow.started)}</strong> started ·{" "}
            {plural(
              Object.values(flow.notStarted).reduce((sum, count) => sum + count, 0),
              "time",
            )}{" "}
            not started
          </p>
        </li>
      ))}
    </ul>
  );
}
