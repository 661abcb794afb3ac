import type { VNode } from "preact";
import type { RequestDetail } from "../../api/shapes.js";
import { Effects } from "../../parts/cards/effects.jsx";
import { Notes } from "../../parts/marks.jsx";

const seenSentences: Readonly<Record<string, string>> = {
  lost: "nothing",
  late: "the response late",
  cut: "only a part of the response",
};

/** What a request did, and what is worth a look. */
export function EffectTab({
  request: { hints, details, effects, code, status, fault, seen },
}: {
  readonly request: RequestDetail;
}): VNode {
  const after = seen !== status && status > 0 ? `; Privy had responded with ${status}` : "";
  return (
    <>
      {fault && (
        <Notes
          isBad
          of={[
            {
              code: `fault ${fault.name}`,
              message: `the client saw ${seenSentences[seen] ?? seen}${after}`,
            },
          ]}
        />
      )}
      <Notes of={hints} />
      {status >= 400 && (
        <>
          <p>
            Refused with {status} <code>{code}</code>. Nothing was stored.
          </p>
          <Notes isBad of={details} />
        </>
      )}
      {effects ? (
        <Effects effects={effects} />
      ) : (
        status < 400 && <p class="faint">It changed nothing in the account.</p>
      )}
    </>
  );
}
