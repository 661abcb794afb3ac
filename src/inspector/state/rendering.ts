import { type Component, options, type VNode } from "preact";

/** One component for as long as it is shown. */
export interface Rendered {
  /** What its hooks keep, in the order of their calls. */
  readonly slots: unknown[];
  /** Done once it is in the document. */
  after: (() => void)[];
  /** Done before it renders again, and when it is gone. */
  before: (() => void)[];
  /** Done when it is gone. */
  readonly gone: Set<() => void>;
  /** Renders it again. */
  render(): void;
}

/** The component that renders now, and how many of its hooks have been called. */
export const rendering: { current: Rendered | undefined; called: number } = { current: undefined, called: 0 };

const all = new WeakMap<Component, Rendered>();
let done: Rendered[] = [];

/** Lets components have hooks and follow signals, for as long as the page lives. */
export function followRendering(): void {
  const on = (name: string, act: (vnode: VNode) => void): void => void Reflect.set(options, name, act);
  const recordOf = (vnode: VNode): Rendered | undefined => {
    // Preact's own name for the component of a node.
    const component = Reflect.get(vnode, "__c") as Component | undefined;
    if (!component) return undefined;
    const known = all.get(component) ?? {
      slots: [],
      after: [],
      before: [],
      gone: new Set(),
      render: () => component.setState({}),
    };
    all.set(component, known);
    return known;
  };
  const leave = (record: Rendered | undefined): void => {
    for (const act of record?.before.splice(0) ?? []) act();
  };
  // Right before a component renders; then its children do.
  on("__r", (vnode) => {
    const record = recordOf(vnode);
    leave(record);
    rendering.current = record;
    rendering.called = 0;
  });
  on("diffed", (vnode) => {
    rendering.current = undefined;
    const record = recordOf(vnode);
    if (record) done.push(record);
  });
  // Everything is in the document.
  on("__c", () => {
    const last = done;
    done = [];
    for (const { after } of last) for (const act of after.splice(0)) act();
  });
  on("unmount", (vnode) => {
    const record = recordOf(vnode);
    leave(record);
    for (const act of record?.gone ?? []) act();
  });
}
