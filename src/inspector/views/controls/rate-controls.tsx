import type { VNode } from "preact";
import { callFake } from "../../api/call-fake.js";
import type { ShownRate } from "../../api/shapes.js";
import { countText } from "../../format/show-numbers.js";
import { timeOfDay } from "../../format/show-time.js";
import { rate } from "../../state/account.js";
import { toast, toastError } from "../../state/toasts.js";

async function changeWindow(action: "use-up" | "renew", window: "minute" | "day"): Promise<void> {
  try {
    rate.value = await callFake<ShownRate>("POST", `/rate-limit/${action}`, { window });
    toast(
      action === "renew"
        ? `The ${window} begins anew.`
        : `The ${window} is used up: the next request gets 429.`,
    );
  } catch (error) {
    toastError(error);
  }
}

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
        (["minute", "day"] as const).map((window) => {
          const { used, limit, resetAt } = limits[window];
          return (
            <div class="form-line" key={window}>
              <span>
                {window === "minute" ? "Minute" : "Day"}: {countText(used)} of {countText(limit)}, ends at{" "}
                {timeOfDay(resetAt)}
              </span>
              <button type="button" onClick={() => void changeWindow("use-up", window)}>
                Use up the {window}
              </button>
              <button type="button" onClick={() => void changeWindow("renew", window)}>
                Renew the {window}
              </button>
            </div>
          );
        })
      )}
    </section>
  );
}
