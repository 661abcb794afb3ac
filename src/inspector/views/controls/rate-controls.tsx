import type { VNode } from "preact";
import { countText } from "../../format/show-numbers.js";
import { timeOfDay } from "../../format/show-time.js";
import { rate } from "../../state/account.js";
import { doAndSay } from "./do-and-say.js";

const windows = ["minute", "day"] as const;

/** Where the rate limit stands; each window can be used up or begun anew. */
export function RateControls(): VNode {
  const limits = rate.value;
  return (
    <section class="card">
      <h2>Rate limit</h2>
      {limits === undefined ? (
        <p class="faint">
          None: start the fake with <code>--rate-limit 60/10000</code> for Privy's own.
        </p>
      ) : (
        windows.map((window) => {
          const { used, limit, resetAt } = limits[window];
          const button = (action: string, label: string): VNode => (
            <button
              type="button"
              onClick={() =>
                doAndSay("POST", `/rate-limit/${action}`, { window }, `${label} the ${window}: done`)
              }
            >
              {label} the {window}
            </button>
          );
          return (
            <div class="form-line" key={window}>
              <span>
                {countText(used)} of {countText(limit)} in this {window}, which ends at {timeOfDay(resetAt)}
              </span>
              {button("use-up", "Use up")}
              {button("renew", "Renew")}
            </div>
          );
        })
      )}
    </section>
  );
}
