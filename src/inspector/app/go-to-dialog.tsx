import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { info } from "../state/account.js";
import { closeDialog, openDialog } from "../state/dialog.js";
import { goTo, hrefOf, requestHref, VIEW_NAMES, VIEWS } from "../state/route.js";

/** Opens the field from which one goes to anything. */
export function openGoTo(): void {
  openDialog("Go to", <Places />);
}

type Place = readonly [label: string, href: string];

function placesFor(text: string): readonly Place[] {
  const word = text.trim();
  const [, number] = /^#?(\d+)$/.exec(word) ?? [];
  const { flows = [], segments = [] } = info.peek()?.config ?? {};
  const named: Place[] = [
    ...VIEWS.map((view): Place => [VIEW_NAMES[view], hrefOf(view)]),
    ...flows.map(({ name }): Place => [`Flow ${name}`, hrefOf("flows", name)]),
    ...segments.map(({ name }): Place => [`Segment ${name}`, hrefOf("segments", name)]),
  ];
  const places = named.filter(([label]) => label.toLowerCase().includes(word.toLowerCase()));
  if (word === "") return places;
  if (number) places.unshift([`Request #${number}`, requestHref(number)]);
  if (number === word) places.unshift([`Order ${word}`, hrefOf("orders", word)]);
  if (/[@+]|^cus_/.test(word)) places.unshift([`Contact ${word}`, hrefOf("contacts", word)]);
  return [...places, [`Requests with “${word}”`, hrefOf("requests", undefined, { q: word })]];
}

/** A field in which one types an order, a request, an address or a view, and goes there. */
function Places(): VNode {
  const [text, setText] = useState("");
  const [index, setIndex] = useState(0);
  const places = placesFor(text);
  const choose = ([, href]: Place): void => {
    closeDialog();
    goTo(href);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: places.length - 1, Enter: 0 }[event.key];
    const place = places[index];
    if (by === undefined || !place) return;
    event.preventDefault();
    if (by === 0) choose(place);
    else setIndex((index + by) % places.length);
  };
  const label = "Order, #request, contact, flow or view";
  return (
    <>
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value);
          setIndex(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul class="plain places" aria-label="Places">
        {places.map((place, at) => (
          <li key={place[1]}>
            <button type="button" class={at === index ? "chosen" : ""} onClick={() => choose(place)}>
              {place[0]}
              {at === index && <span class="sr"> (Enter)</span>}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
