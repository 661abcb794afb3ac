import type { VNode } from "preact";
import type { FakeContact } from "../../../testing/privy/model.js";
import { dayAndTime } from "../../format/show-time.js";
import { hrefOf } from "../../state/route.js";
import { Facts } from "../marks.jsx";
import { ChannelMark } from "./consent-line.jsx";
import { ShownValue } from "./shown-value.jsx";

/** What a contact is called: by name, address, number or id. */
export function nameOfContact({ first_name, last_name, email, phone_number, id }: FakeContact): string {
  return fullName([first_name, last_name]) || email || phone_number || id;
}

const fullName = (names: readonly (string | null)[]): string => names.filter(Boolean).join(" ");

/** A contact as a card: its channels with their consents, and what else is known. */
export function ContactCard({ contact }: { readonly contact: FakeContact }): VNode {
  const { id, email, email_consent, phone_number, sms_consent, tags, custom_fields } = contact;
  return (
    <Facts
      facts={[
        ["Name", fullName([contact.first_name, contact.last_name])],
        ["E-mail", <ChannelMark key="email" of={email ?? "none"} consent={email_consent} />],
        ["Phone", <ChannelMark key="phone" of={phone_number ?? "none"} consent={sms_consent} />],
        ["Tags", tags.join(", ")],
        ...Object.entries(custom_fields).map(
          ([name, value]) => [name, <ShownValue key={name} value={value} />] as const,
        ),
        ["Created", dayAndTime(contact.created_at)],
        ["Deleted", contact.deleted_at && dayAndTime(contact.deleted_at)],
        [
          "Id",
          <a key="id" href={hrefOf("contacts", id)}>
            {id}
          </a>,
        ],
      ]}
    />
  );
}
