import type { ComponentChildren, VNode } from "preact";
import type { ListPage } from "../api/shapes.js";
import { countText } from "../format/show-numbers.js";
import { hrefOf, route } from "../state/route.js";
import { Empty } from "./empty.jsx";
import { Loaded } from "./load-state.jsx";
import { PageCode } from "./page-text.jsx";

/** The flows or segments of the account as cards, or how they are defined. */
export function Definitions<Row extends { readonly name: string; readonly count?: number }>({
  view,
  children,
}: {
  readonly view: "flows" | "segments";
  readonly children: (row: Row) => ComponentChildren;
}): VNode {
  return (
    <Loaded path={`/${view}?limit=1000`}>
      {({ data }: ListPage<Row>) =>
        data.length > 0 ? (
          <ul class="cards">
            {data.map((row) => (
              <li key={row.name} class="card">
                <h2>
                  <a
                    href={hrefOf(view, row.name)}
                    aria-current={row.name === route.value.id ? "true" : undefined}
                  >
                    {row.name}
                  </a>{" "}
                  <strong class="count">{countText(row.count)}</strong>
                </h2>
                {children(row)}
              </li>
            ))}
          </ul>
        ) : (
          <Empty title={`This account has no ${view}`}>
            <p>
              They stand in <code>privy-fake.json</code>, or in the options of <code>createFakePrivy</code>:
            </p>
            <PageCode name={view} what="privy-fake.json" />
          </Empty>
        )
      }
    </Loaded>
  );
}
