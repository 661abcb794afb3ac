import type { VNode } from "preact";
import type { ContactRow, ListPage, SegmentRow } from "../../api/shapes.js";
import { segmentWords } from "../../format/flow-words.js";
import { countText } from "../../format/show-numbers.js";
import { ConsentTag } from "../../parts/cards/consent-line.jsx";
import { nameOfContact } from "../../parts/cards/contact-card.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { PagedGrid } from "../../parts/grid/paged-grid.jsx";
import { Empty, Loaded } from "../../parts/load-state.jsx";
import { PageHead } from "../../parts/page-head.jsx";
import { PageCode } from "../../parts/page-text.jsx";
import { goTo, hrefOf, route } from "../../state/route.js";
import { usePagedList } from "../../state/use-paged-list.js";
import { useResource } from "../../state/use-resource.js";

const columns: readonly Column<ContactRow>[] = [
  { name: "who", label: "Contact", render: (contact) => nameOfContact(contact) },
  {
    name: "email",
    label: "E-mail",
    render: ({ email, email_consent }) => (
      <>
        <ConsentTag consent={email_consent} /> {email}
      </>
    ),
  },
];

/** The segments and who is in them now. The fake counts them while this is seen, once a second at most. */
export function SegmentsView(): VNode {
  const resource = useResource<ListPage<SegmentRow>>("/segments?limit=1000");
  const { id } = route.value;
  return (
    <div class="scroll page">
      <PageHead title="Segments" />
      <Loaded resource={resource}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title="This account has no segments">
              <p>
                Segments stand in <code>privy-fake.json</code>, or in the options of{" "}
                <code>createFakePrivy</code>:
              </p>
              <PageCode name="segments" what="privy-fake.json" />
            </Empty>
          ) : (
            <ul class="cards">
              {data.map((segment) => (
                <li key={segment.name} class="card">
                  <h2>
                    <a
                      href={hrefOf("segments", segment.name)}
                      aria-current={segment.name === id ? "true" : undefined}
                    >
                      {segment.name}
                    </a>{" "}
                    <strong class="count">{countText(segment.count)}</strong>
                  </h2>
                  <p>{segmentWords(segment.definition)}</p>
                  {segment.name === id && <Members name={segment.name} />}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}

function Members({ name }: { readonly name: string }): VNode {
  const list = usePagedList<ContactRow>(`/segments/${encodeURIComponent(name)}/contacts`);
  return (
    <PagedGrid
      isBoxed
      name="members"
      label={`Contacts in ${name}`}
      list={list}
      columns={columns}
      keyOf={(contact) => contact.id}
      onOpen={(contact) => goTo(hrefOf("contacts", contact.id))}
      empty={<Empty title="No contact is in it now." />}
    />
  );
}
