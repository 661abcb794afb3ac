import { type Signal, signal } from "@preact/signals";
import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { DialogBox } from "../parts/dialog-box.jsx";
import { info } from "../state/account.js";
import { goTo, hrefOf, requestHref, VIEWS } from "../state/route.js";
import { VIEW_NAMES } from "./navigation.jsx";

const isOpen: Signal<boolean> = signal(false);

/** Opens the field from which one goes to anything. */
export function openGoTo(): void {
  isOpen.value = true;
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
  if (number !== undefined) places.unshift([`Request #${number}`, requestHref(number)]);
  if (number === word) places.unshift([`Order ${word}`, hrefOf("orders", word)]);
  if (/[@+]|^cus_/.test(word)) places.unshift([`Contact ${word}`, hrefOf("contacts", word)]);
  return [...places, [`Requests with “${word}”`, hrefOf("requests", undefined, { q: word })]];
}

/** A field in which one types an order, a request, an address or a view, and goes there. */
export function GoToDialog(): VNode | null {
  return isOpen.value ? <Places /> : null;
}

function Places(): VNode {
  const [text, setText] = useState("");
  const [index, setIndex] = useState(0);
  const places = placesFor(text);
  const close = (): void => {
    isOpen.value = false;
  };
  const choose = ([, href]: Place): void => {
    close();
    goTo(href);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: places.length - 1, Enter: 0 }[event.key];
    const place = places[index];
    if (by === undefined || place === undefined) return;
    event.preventDefault();
    if (by === 0) choose(place);
    else setIndex((index + by) % places.length);
  };
  const label = "Order, #request, contact, flow or view";
  return (
    <DialogBox title="Go to" onClose={close}>
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
    </DialogBox>
  );
}
