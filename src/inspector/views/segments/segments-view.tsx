import type { VNode } from "preact";
import type { ContactRow, SegmentRow } from "../../api/shapes.js";
import { segmentWords } from "../../format/flow-words.js";
import { ChannelMark } from "../../parts/cards/consent-line.jsx";
import { nameOfContact } from "../../parts/cards/contact-card.jsx";
import { Definitions } from "../../parts/definitions.jsx";
import { Empty } from "../../parts/empty.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { PagedGrid } from "../../parts/grid/paged-grid.jsx";
import { ViewPage } from "../../parts/page-head.jsx";
import { goTo, hrefOf, route } from "../../state/route.js";

const columns: readonly Column<ContactRow>[] = [
  ["who", "Contact", nameOfContact],
  ["email", "E-mail", ({ email, email_consent }) => <ChannelMark of={email ?? ""} consent={email_consent} />],
];

/** The segments and who is in them now. The fake counts them while this is seen, once a second at most. */
export function SegmentsView(): VNode {
  const { id } = route.value;
  return (
    <ViewPage title="Segments">
      <Definitions view="segments">
        {({ name, definition }: SegmentRow) => (
          <>
            <p>{segmentWords(definition)}</p>
            {name === id && <Members name={name} />}
          </>
        )}
      </Definitions>
    </ViewPage>
  );
}

function Members({ name }: { readonly name: string }): VNode {
  return (
    <PagedGrid
      isBoxed
      name="members"
      label={`Contacts in ${name}`}
      path={`/segments/${encodeURIComponent(name)}/contacts?`}
      columns={columns}
      keyOf={(contact) => contact.id}
      onOpen={(contact) => goTo(hrefOf("contacts", contact.id))}
      empty={<Empty title="No contact is in it now." />}
    />
  );
}
