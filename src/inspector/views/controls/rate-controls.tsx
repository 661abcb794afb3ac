import type { VNode } from "preact";
import { countText } from "../../format/show-numbers.js";
import { timeOfDay } from "../../format/show-time.js";
import { rate } from "../../state/account.js";
import { Do } from "./do-and-say.jsx";

const windows = ["minute", "day"] as const;
const actions = [
  ["use-up", "Use up"],
  ["renew", "Renew"],
] as const;

/** Where the rate limit stands; each window can be used up or begun anew. */
export function RateControls(): VNode {
  const limits = rate.value;
  return (
    <section class="card">
      <h2>Rate limit</h2>
      {limits ? (
        windows.map((window) => {
          const { used, limit, resetAt } = limits[window];
          return (
            <div class="form-line" key={window}>
              <span>
                {countText(used)} of {countText(limit)} in this {window}, which ends at {timeOfDay(resetAt)}
              </span>
              {actions.map(([action, label]) => (
                <Do
                  key={action}
                  path={`/rate-limit/${action}`}
                  body={{ window }}
                  done={`${label} the ${window}: done`}
                >
                  {label} the {window}
                </Do>
              ))}
            </div>
          );
        })
      ) : (
        <p class="faint">
          None: start the fake with <code>--rate-limit 60/10000</code> for Privy's own.
        </p>
      )}
    </section>
  );
}
