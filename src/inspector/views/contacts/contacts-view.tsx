import type { VNode } from "preact";
import type { ContactRow } from "../../api/shapes.js";
import { ConsentTag } from "../../parts/cards/consent-line.jsx";
import { Time } from "../../parts/form-fields.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { RecordList } from "../../parts/record-list.jsx";
import { ContactPane } from "./contact-pane.jsx";

const columns: readonly Column<ContactRow>[] = [
  {
    name: "email",
    label: "E-mail",
    render: ({ email, email_consent }) => (
      <>
        {email !== null && <ConsentTag consent={email_consent} />} {email}
      </>
    ),
  },
  {
    name: "phone",
    label: "Phone",
    render: ({ phone_number, sms_consent }) => (
      <>
        {phone_number !== null && <ConsentTag consent={sms_consent} />} {phone_number}
      </>
    ),
  },
  {
    name: "who",
    label: "Name",
    render: ({ first_name, last_name }) => `${first_name ?? ""} ${last_name ?? ""}`,
  },
  { name: "orders", label: "Orders", isNumber: true, render: ({ orders }) => String(orders) },
  {
    name: "time",
    label: "Last change",
    render: ({ updated_at }) => <Time at={updated_at} />,
  },
];

/** The contacts of the account, and the one that is selected with its timeline. */
export function ContactsView(): VNode {
  return (
    <RecordList
      view="contacts"
      noun="contact"
      columns={columns}
      keyOf={({ id }: ContactRow) => id}
      emptyTitle="There is no contact yet"
      emptyText={
        <p>
          A contact comes with its first order, or by <code>POST /v1/contacts</code>.
        </p>
      }
      hint="Its timeline names the cause of every consent."
      pane={(id) => <ContactPane id={id} />}
    />
  );
}
