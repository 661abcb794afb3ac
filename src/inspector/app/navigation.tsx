import type { VNode } from "preact";
import { countText, plural } from "../format/show-numbers.js";
import { armedFaults, counts, info, requests } from "../state/account.js";
import { hrefOf, route, VIEW_NAMES, VIEWS, type ViewName } from "../state/route.js";

/** How much is in each view, as far as it can be counted. */
function countsOf(): Partial<Record<ViewName, number | undefined>> {
  const { flows, segments } = info.value?.config ?? {};
  const known = counts.value;
  return {
    requests: requests.rows.value.list.length,
    ...known,
    messages: known.engagements,
    flows: flows?.length,
    segments: segments?.length,
  };
}

/** The views of the page, with how much is in each. */
export function Navigation(): VNode {
  const { view } = route.value;
  const armed = armedFaults.value;
  const numbers = countsOf();
  return (
    <nav aria-label="Views">
      <ul>
        {VIEWS.map((name) => (
          <li key={name}>
            <a href={hrefOf(name)} aria-current={name === view ? "page" : undefined}>
              <span>{VIEW_NAMES[name]}</span>
              <span class="nav-count">{countText(numbers[name])}</span>
              {name === "faults" && armed > 0 && (
                <span class="nav-armed">
                  <span aria-hidden="true">●</span> {armed}
                  <span class="sr"> {plural(armed, "fault")} armed</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
