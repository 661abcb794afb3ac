import type { VNode } from "preact";
import { countText, plural } from "../format/show-numbers.js";
import { armedFaults, counts, info, requests } from "../state/account.js";
import { hrefOf, route, VIEWS, type ViewName } from "../state/route.js";

/** What the views are called. */
export const VIEW_NAMES: Readonly<Record<ViewName, string>> = {
  requests: "Requests",
  orders: "Orders",
  contacts: "Contacts",
  flows: "Flows",
  segments: "Segments",
  messages: "Messages",
  faults: "Faults & time",
  check: "Check",
  connect: "Connect",
};

function countOf(view: ViewName): number | undefined {
  const { orders, contacts, engagements } = counts.value;
  const config = info.value?.config;
  switch (view) {
    case "requests":
      return counts.value.requests ?? requests.rows.value.list.length;
    case "orders":
      return orders;
    case "contacts":
      return contacts;
    case "flows":
      return config?.flows?.length;
    case "segments":
      return config?.segments?.length;
    case "messages":
      return engagements;
    default:
      return undefined;
  }
}

/** The views of the page, with how much is in each. */
export function Navigation(): VNode {
  const { view } = route.value;
  const armed = armedFaults.value;
  return (
    <nav aria-label="Views">
      <ul>
        {VIEWS.map((name) => {
          const count = countOf(name);
          return (
            <li key={name}>
              <a href={hrefOf(name)} aria-current={name === view ? "page" : undefined}>
                <span>{VIEW_NAMES[name]}</span>
                {count !== undefined && <span class="nav-count">{countText(count)}</span>}
                {name === "faults" && armed > 0 && (
                  <span class="nav-armed">
                    <span aria-hidden="true">●</span> {armed}
                    <span class="sr"> {plural(armed, "fault")} armed</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
