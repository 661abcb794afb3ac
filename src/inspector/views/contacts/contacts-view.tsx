import type { VNode } from "preact";
import type { ContactRow } from "../../api/shapes.js";
import { ChannelMark } from "../../parts/cards/consent-line.jsx";
import { Time } from "../../parts/form-fields.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { RecordList } from "../../parts/record-list.jsx";
import { ContactPane } from "./contact-pane.jsx";

const columns: readonly Column<ContactRow>[] = [
  [
    "email",
    "E-mail",
    ({ email, email_consent }) => email && <ChannelMark of={email} consent={email_consent} />,
  ],
  [
    "phone",
    "Phone",
    ({ phone_number, sms_consent }) =>
      phone_number && <ChannelMark of={phone_number} consent={sms_consent} />,
  ],
  ["who", "Name", ({ first_name, last_name }) => `${first_name ?? ""} ${last_name ?? ""}`],
  ["orders", "Orders", ({ orders }) => orders, true],
  ["time", "Last change", ({ updated_at }) => <Time at={updated_at} />],
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
