import type { VNode } from "preact";
import type { FlowRow, ListPage } from "../../api/shapes.js";
import { flowWords } from "../../format/flow-words.js";
import { countText, plural } from "../../format/show-numbers.js";
import { Definitions } from "../../parts/definitions.jsx";
import { Empty } from "../../parts/empty.jsx";
import { Loaded } from "../../parts/load-state.jsx";
import { ViewPage } from "../../parts/page-head.jsx";
import { hrefOf, route } from "../../state/route.js";
import { FlowPage } from "./flow-page.jsx";

/** The flows of the account, or one of them. */
export function FlowsView(): VNode {
  const { id } = route.value;
  return (
    <ViewPage title={id ?? "Flows"} actions={id && <a href={hrefOf("flows")}>All flows</a>}>
      {id ? (
        <Loaded path="/flows?limit=1000">
          {({ data }: ListPage<FlowRow>) => {
            const flow = data.find(({ name }) => name === id);
            return flow ? <FlowPage flow={flow} key={id} /> : <Empty title={`No such flow: ${id}`} />;
          }}
        </Loaded>
      ) : (
        <Definitions view="flows">
          {({ definition, started, notStarted }: FlowRow) => (
            <>
              <p>{flowWords(definition).join(". ").replaceAll(". and ", " and ")}</p>
              <p>
                <strong>{countText(started)}</strong> started ·{" "}
                {plural(
                  Object.values(notStarted).reduce((sum, count) => sum + count, 0),
                  "time",
                )}{" "}
                not started
              </p>
            </>
          )}
        </Definitions>
      )}
    </ViewPage>
  );
}
