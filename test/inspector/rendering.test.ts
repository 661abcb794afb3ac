import { options } from "preact";
import { describe, expect, it, vi } from "vitest";
import { useLayoutEffect, useMemo, useRef, useState } from "../../src/inspector/state/hooks.js";
import { followRendering } from "../../src/inspector/state/rendering.js";
import { computed, signal } from "../../src/inspector/state/signal.js";

/** A component as Preact calls it: by the hooks of its options. */
function component(render: () => void) {
  const node = { __c: { setState: vi.fn() } };
  const call = (name: string): void => {
    const hook: unknown = Reflect.get(options, name);
    if (typeof hook === "function") hook(node);
  };
  return {
    asked: node.__c.setState,
    render() {
      call("__r");
      render();
      call("diffed");
      call("__c");
    },
    end: () => call("unmount"),
  };
}

followRendering();

describe("a component of the page", () => {
  it("is rendered again for what it read the last time, and not once it is gone", () => {
    const name = signal("a");
    const isNamed = signal(true);
    const title = computed(() => `${name.value}!`);
    const shown = component(() => void (isNamed.value && title.value));
    shown.render();
    name.value = "b";
    expect(shown.asked).toHaveBeenCalledTimes(1);
    isNamed.value = false;
    shown.render();
    name.value = "c";
    expect(shown.asked).toHaveBeenCalledTimes(2);
    shown.end();
    isNamed.value = true;
    expect(shown.asked).toHaveBeenCalledTimes(2);
  });

  it("keeps its state, its references and what it made from one rendering to the next", () => {
    const seen: unknown[] = [];
    let set: (next: number | ((last: number) => number)) => void = () => undefined;
    const shown = component(() => {
      const [count, setCount] = useState(() => 1);
      const first = useRef(count);
      const even = useMemo(() => ({ isEven: count % 2 === 0 }), [count % 2]);
      set = setCount;
      seen.push([count, first.current, even]);
    });
    shown.render();
    set((last) => last + 2);
    expect(shown.asked).toHaveBeenCalledTimes(1);
    set(3);
    expect(shown.asked).toHaveBeenCalledTimes(1);
    shown.render();
    expect(seen).toEqual([
      [1, 1, { isEven: false }],
      [3, 1, { isEven: false }],
    ]);
    expect(Reflect.get(Object(seen[0]), 2)).toBe(Reflect.get(Object(seen[1]), 2));
  });

  it("does something once it is in the document, again for another value, and undoes it in between and at the end", () => {
    const done: string[] = [];
    let value = "a";
    const shown = component(() => {
      useLayoutEffect(() => {
        done.push(`do ${value}`);
        const now = value;
        return () => done.push(`undo ${now}`);
      }, [value]);
      done.push("render");
    });
    shown.render();
    shown.render();
    value = "b";
    shown.render();
    shown.end();
    expect(done).toEqual(["render", "do a", "render", "render", "undo a", "do b", "undo b"]);
  });
});
