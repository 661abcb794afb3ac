import type { VNode } from "preact";
import type { ContactRow } from "../../api/shapes.js";
import { dayAndTime } from "../../format/show-time.js";
import { ConsentTag } from "../../parts/consent-line.jsx";
import { nameOfContact } from "../../parts/contact-card.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { PagedGrid } from "../../parts/grid/paged-grid.jsx";
import { Empty } from "../../parts/load-state.jsx";
import { ListAndDetail } from "../../parts/page-head.jsx";
import { SearchField } from "../../parts/search-field.jsx";
import { goTo, hrefOf, route, setParams } from "../../state/route.js";
import { useKeys } from "../../state/shortcuts.js";
import { usePagedList } from "../../state/use-paged-list.js";
import { ContactPane } from "./contact-pane.jsx";

const columns: readonly Column<ContactRow>[] = [
  { name: "who", label: "Contact", render: (contact) => nameOfContact(contact) },
  {
    name: "email",
    label: "E-mail",
    render: ({ email, email_consent }) => (
      <>
        {email !== null && email} <ConsentTag consent={email_consent} />
      </>
    ),
  },
  {
    name: "phone",
    label: "Phone",
    render: ({ phone_number, sms_consent }) => (
      <>
        {phone_number !== null && phone_number} <ConsentTag consent={sms_consent} />
      </>
    ),
  },
  { name: "orders", label: "Orders", isNumber: true, render: ({ orders }) => String(orders) },
  {
    name: "time",
    label: "Last change",
    render: ({ updated_at }) => <time dateTime={updated_at}>{dayAndTime(updated_at)}</time>,
  },
];

/** The contacts of the account, and the one that is selected with its timeline. */
export function ContactsView(): VNode {
  const { id, params } = route.value;
  const q = params.q ?? "";
  const list = usePagedList<ContactRow>(`/contacts?order=desc&q=${encodeURIComponent(q)}`);
  useKeys({
    Escape() {
      if (route.peek().id === undefined) return;
      goTo(hrefOf("contacts", undefined, { q }));
      requestAnimationFrame(() => document.querySelector<HTMLElement>("[role=grid]")?.focus());
    },
  });
  return (
    <ListAndDetail
      isOpen={id !== undefined}
      list={
        <>
          <h1 class="sr">Contacts</h1>
          <div class="list-tools">
            <SearchField
              label="Filter contacts"
              value={q}
              pauseMs={150}
              onChange={(text) => setParams({ q: text })}
            />
          </div>
          <PagedGrid
            name="contacts"
            label="Contacts, newest first"
            list={list}
            columns={columns}
            keyOf={(contact) => contact.id}
            openKey={id}
            onOpen={(contact) => goTo(hrefOf("contacts", contact.id, { q }), route.peek().id !== undefined)}
            empty={
              q === "" ? (
                <Empty title="There is no contact yet">
                  <p>
                    A contact comes with its first order, or by <code>POST /v1/contacts</code>.
                  </p>
                </Empty>
              ) : (
                <Empty title="No contact fits the filter.">
                  <button type="button" onClick={() => setParams({ q: undefined })}>
                    Clear filter
                  </button>
                </Empty>
              )
            }
          />
        </>
      }
      detail={
        id === undefined ? (
          <Empty title="Select a contact">
            <p>Its timeline names the cause of every consent.</p>
          </Empty>
        ) : (
          <ContactPane id={id} key={id} />
        )
      }
    />
  );
}
