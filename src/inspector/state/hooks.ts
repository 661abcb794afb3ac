import type { RefObject } from "preact";
import { rendering } from "./rendering.js";

/** What a hook keeps from one rendering to the next. */
function useSlot<Slot>(make: (render: () => void, gone: Set<() => void>) => Slot): Slot {
  const { current, called } = rendering;
  if (current === undefined) throw new Error("no component");
  rendering.called += 1;
  if (called === current.slots.length) current.slots.push(make(current.render, current.gone));
  // The hooks of a component are called in the same order each time.
  return current.slots[called] as Slot;
}

/** A value that the component is rendered for again when it is set. */
export function useState<Value>(
  first: Value | (() => Value),
): readonly [Value, (next: Value | ((last: Value) => Value)) => void] {
  const slot = useSlot((render) => {
    const made = {
      value: first instanceof Function ? first() : first,
      set(next: Value | ((last: Value) => Value)): void {
        const value = next instanceof Function ? next(made.value) : next;
        if (value === made.value) return;
        made.value = value;
        render();
      },
    };
    return made;
  });
  return [slot.value, slot.set];
}

/** Something that stays the same from one rendering to the next. */
export function useRef<Value>(first: Value): { current: Value };
export function useRef<Element>(first: null): RefObject<Element>;
export function useRef<Value>(first: Value): { current: Value } {
  return useSlot(() => ({ current: first }));
}

type Values = readonly unknown[];
const isOther = (last: Values | undefined, next: Values): boolean =>
  last === undefined || next.some((value, index) => value !== last[index]);

/** A value that is made again when one of those that it depends on is another. */
export function useMemo<Value>(make: () => Value, from: Values): Value {
  const slot = useSlot<{ from?: Values; value?: Value }>(() => ({}));
  if (isOther(slot.from, from)) Object.assign(slot, { from, value: make() });
  // It was made above.
  return slot.value as Value;
}

/** Does something once the component is in the document, and again when one of the values is another; what it gives back undoes it. */
export function useLayoutEffect(act: () => unknown, from: Values): void {
  const slot = useSlot<{ from?: Values; undo?: unknown }>((_render, gone) => {
    const made: { from?: Values; undo?: unknown } = {};
    gone.add(() => made.undo instanceof Function && made.undo());
    return made;
  });
  if (!isOther(slot.from, from)) return;
  slot.from = from;
  rendering.current?.after.push(() => {
    if (slot.undo instanceof Function) slot.undo();
    slot.undo = act();
  });
}
