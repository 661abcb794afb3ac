import type { VNode } from "preact";
import type { ShownEffects } from "../../api/shapes.js";
import { hrefOf } from "../../state/route.js";
import { Items } from "../items.jsx";
import { Section } from "../page-head.jsx";
import { ChangedRecord } from "./changed-record.jsx";
import { ConsentLine } from "./consent-line.jsx";
import { ContactCard } from "./contact-card.jsx";
import { EvaluationLines } from "./evaluation-lines.jsx";
import { OrderCard } from "./order-card.jsx";

/** What a request changed in the account, or would change. */
export function Effects({ effects }: { readonly effects: ShownEffects }): VNode {
  const { order, contact, consents = [], evaluations = [], exits = [], welcomeSms } = effects;
  return (
    <>
      {order && <ChangedRecord noun="Order" change={order} card={(one) => <OrderCard order={one} />} />}
      {contact && (
        <ChangedRecord noun="Contact" change={contact} card={(one) => <ContactCard contact={one} />} />
      )}
      {consents.length > 0 && (
        <Section title="Consent">
          <Items of={consents}>{(change) => <ConsentLine change={change} />}</Items>
        </Section>
      )}
      {order && <EvaluationLines evaluations={evaluations} />}
      {exits.map((run) => (
        <p key={run.id}>
          Left <a href={hrefOf("flows", run.flow)}>{run.flow}</a>, because the contact bought again.
        </p>
      ))}
      {welcomeSms && (
        <Section title="Welcome SMS">
          <p>Sent to {welcomeSms.phone_number}.</p>
        </Section>
      )}
    </>
  );
}
