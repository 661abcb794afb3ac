import type { VNode } from "preact";
import type { RequestDetail, ShownEffects } from "../../api/shapes.js";
import { nameOfFault } from "../../format/fault-words.js";
import { noFlowWords } from "../../format/flow-words.js";
import { ConsentLine } from "../../parts/cards/consent-line.jsx";
import { ContactCard } from "../../parts/cards/contact-card.jsx";
import { EvaluationLines } from "../../parts/cards/evaluation-lines.jsx";
import { OrderCard } from "../../parts/cards/order-card.jsx";
import { RecordDiff } from "../../parts/diff-lines.jsx";
import { HintLines } from "../../parts/marks.jsx";
import { hrefOf } from "../../state/route.js";

const seenSentences: Readonly<Record<string, string>> = {
  lost: "the client saw nothing",
  late: "the client saw the response late",
  cut: "the client saw only a part of the response",
};

/** What a request did, and what is worth a look. */
export function EffectTab({ request }: { readonly request: RequestDetail }): VNode {
  const { hints, details, effects, code, status } = request;
  return (
    <>
      <FaultLine request={request} />
      <HintLines hints={hints} />
      {status >= 400 && (
        <div class="refusal">
          <p>
            Refused with {status} {code !== undefined && <code>{code}</code>}. Nothing was stored.
          </p>
          <ul class="diff">
            {details.map(({ field, message }) => (
              <li key={`${field}${message}`} class="diff-removed">
                <span class="sign" aria-hidden="true">
                  ✕
                </span>{" "}
                <code class="path">{field}</code> {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {effects ? (
        <Effects effects={effects} />
      ) : (
        status < 400 && <p class="faint">It changed nothing in the account.</p>
      )}
    </>
  );
}

function FaultLine({ request }: { readonly request: RequestDetail }): VNode | null {
  const { fault, seen, status } = request;
  if (fault === undefined || fault === null) return null;
  const what = seenSentences[String(seen)] ?? `the client saw ${seen}`;
  return (
    <ul class="hints bad">
      <li>
        <span class="sign" aria-hidden="true">
          !
        </span>{" "}
        <strong>fault {nameOfFault(fault)}</strong> {what}
        {String(seen) !== String(status) && status > 0 && `; Privy had responded with ${status}`}
      </li>
    </ul>
  );
}

function Effects({ effects }: { readonly effects: ShownEffects }): VNode {
  const { order, contact, consents = [], evaluations = [], exits = [], welcomeSms } = effects;
  return (
    <>
      {order && (
        <section>
          <h3>{order.before ? "Order" : "New order"}</h3>
          {order.before ? (
            <RecordDiff before={order.before} after={order.after} same="The order is as it was." />
          ) : (
            <OrderCard order={order.after} />
          )}
        </section>
      )}
      {contact && (
        <section>
          <h3>{contact.before ? "Contact" : "New contact"}</h3>
          {contact.before ? (
            <RecordDiff before={contact.before} after={contact.after} />
          ) : (
            <ContactCard contact={contact.after} />
          )}
        </section>
      )}
      {consents.length > 0 && (
        <section>
          <h3>Consent</h3>
          <ul class="plain">
            {consents.map((change) => (
              <li key={`${change.channel}${change.at}`}>
                <ConsentLine change={change} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {order && (
        <section>
          <h3>Flows</h3>
          {evaluations.length === 0 ? (
            <p class="faint">{noFlowWords(!order.before)}</p>
          ) : (
            <EvaluationLines evaluations={evaluations} />
          )}
          {exits.map((run) => (
            <p key={run.id}>
              Left <a href={hrefOf("flows", run.flow)}>{run.flow}</a>, because the contact bought again.
            </p>
          ))}
        </section>
      )}
      {welcomeSms && (
        <section>
          <h3>Welcome SMS</h3>
          <p>Sent to {welcomeSms.phone_number}.</p>
        </section>
      )}
    </>
  );
}
