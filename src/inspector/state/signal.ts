import { type Component, options, type VNode } from "preact";

/** A value that is followed: a component that reads it while it renders is rendered again when it changes. */
export interface ReadonlySignal<Value> {
  readonly value: Value;
  /** The value, without following it. */
  peek(): Value;
}

/** A value that is followed and can be set. */
export interface Signal<Value> extends ReadonlySignal<Value> {
  value: Value;
  /** Calls the listener after each change, for as long as the page lives. */
  subscribe(listener: () => void): void;
}

interface Source {
  /** How often it has changed. */
  version: number;
  readonly listeners: Set<() => void>;
}

/** What was read, and its version then. */
type Reading = Map<Source, number>;

/** What is being read now: by a component that renders, or to compute a value. */
let reading: Reading | undefined;

/** Makes a value that is followed. */
export function signal<Value>(first: Value): Signal<Value> {
  let current = first;
  const source: Source = { version: 0, listeners: new Set() };
  return {
    get value() {
      reading?.set(source, source.version);
      return current;
    },
    set value(next) {
      if (next === current) return;
      current = next;
      source.version += 1;
      for (const listener of [...source.listeners]) listener();
    },
    peek: () => current,
    subscribe: (listener) => void source.listeners.add(listener),
  };
}

/** Makes a value that follows from others; it is computed when it is read, and again only after one of those has changed. */
export function computed<Value>(compute: () => Value): ReadonlySignal<Value> {
  let made: { readonly value: Value; readonly from: Reading } | undefined;
  const read = (): NonNullable<typeof made> => {
    if (made === undefined || [...made.from].some(([source, version]) => source.version !== version)) {
      const outer = reading;
      const from: Reading = new Map();
      reading = from;
      made = { value: compute(), from };
      reading = outer;
    }
    return made;
  };
  return {
    get value() {
      const { value, from } = read();
      for (const [source, version] of from) reading?.set(source, version);
      return value;
    },
    peek: () => read().value,
  };
}

/** Lets components follow what they read, for as long as the page lives. */
export function followSignals(): void {
  const followed = new WeakMap<Component, { readonly listener: () => void; from: Reading }>();
  const follow = (vnode: VNode, act: (component: Component) => void): void => {
    // Preact's own name for the component of a node.
    const component = Reflect.get(vnode, "__c") as Component | null | undefined;
    if (component) act(component);
  };
  const leave = (component: Component): void => {
    const { listener, from } = followed.get(component) ?? {};
    if (listener !== undefined) for (const source of from?.keys() ?? []) source.listeners.delete(listener);
  };
  const before = (name: string, act: (vnode: VNode) => void): void => {
    const last: unknown = Reflect.get(options, name);
    Reflect.set(options, name, (vnode: VNode, ...rest: unknown[]) => {
      act(vnode);
      if (typeof last === "function") last(vnode, ...rest);
    });
  };
  // Right before a component renders; then its children do.
  before("__r", (vnode) =>
    follow(vnode, (component) => {
      leave(component);
      reading = new Map();
      const { listener = () => component.setState({}) } = followed.get(component) ?? {};
      followed.set(component, { listener, from: reading });
    }),
  );
  before("diffed", (vnode) => {
    reading = undefined;
    follow(vnode, (component) => {
      const { listener, from } = followed.get(component) ?? {};
      if (listener !== undefined) for (const source of from?.keys() ?? []) source.listeners.add(listener);
    });
  });
  before("unmount", (vnode) => follow(vnode, leave));
}
