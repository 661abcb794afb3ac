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

interface Place {
  readonly label: string;
  readonly href: string;
}

function placesFor(text: string): readonly Place[] {
  const word = text.trim();
  const low = word.toLowerCase();
  const places: Place[] = [];
  const number = /^#?(\d+)$/.exec(word)?.[1];
  if (number !== undefined && !word.startsWith("#"))
    places.push({ label: `Order ${number}`, href: hrefOf("orders", number) });
  if (number !== undefined) places.push({ label: `Request #${number}`, href: requestHref(number) });
  if (/[@+]|^cus_/.test(word)) places.push({ label: `Contact ${word}`, href: hrefOf("contacts", word) });
  for (const view of VIEWS) {
    if (VIEW_NAMES[view].toLowerCase().includes(low))
      places.push({ label: VIEW_NAMES[view], href: hrefOf(view) });
  }
  for (const { name } of info.peek()?.config?.flows ?? []) {
    if (name.toLowerCase().includes(low)) places.push({ label: `Flow ${name}`, href: hrefOf("flows", name) });
  }
  for (const { name } of info.peek()?.config?.segments ?? []) {
    if (name.toLowerCase().includes(low))
      places.push({ label: `Segment ${name}`, href: hrefOf("segments", name) });
  }
  if (word !== "") {
    places.push({ label: `Requests with “${word}”`, href: hrefOf("requests", undefined, { q: word }) });
    places.push({ label: `Orders with “${word}”`, href: hrefOf("orders", undefined, { q: word }) });
  }
  return places.slice(0, 12);
}

/** A field in which one types an order, a request, an address or a view, and goes there. */
export function GoToDialog(): VNode | null {
  const [text, setText] = useState("");
  const [index, setIndex] = useState(0);
  if (!isOpen.value) return null;
  const places = placesFor(text);
  const close = (): void => {
    isOpen.value = false;
    setText("");
    setIndex(0);
  };
  const choose = (place: Place | undefined): void => {
    if (place === undefined) return;
    close();
    goTo(place.href);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined && places.length > 0) {
      event.preventDefault();
      setIndex((last) => (last + by + places.length) % places.length);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      choose(places[index]);
    }
  };
  return (
    <DialogBox title="Go to" onClose={close}>
      <input
        type="search"
        aria-label="Order, #request, contact, flow or view"
        placeholder="Order, #request, contact, flow or view"
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
          <li key={place.href}>
            <button type="button" class={at === index ? "chosen" : ""} onClick={() => choose(place)}>
              {place.label}
              {at === index && <span class="sr"> (Enter)</span>}
            </button>
          </li>
        ))}
      </ul>
    </DialogBox>
  );
}
