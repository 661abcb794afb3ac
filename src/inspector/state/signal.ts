import { rendering } from "./rendering.js";

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

/** What is being read to compute a value. */
let reading: Reading | undefined;

function read(source: Source, version = source.version): void {
  const { current } = rendering;
  if (reading !== undefined) reading.set(source, version);
  else if (current !== undefined && !source.listeners.has(current.render)) {
    source.listeners.add(current.render);
    current.before.push(() => source.listeners.delete(current.render));
  }
}

/** Makes a value that is followed. */
export function signal<Value>(first: Value): Signal<Value> {
  let current = first;
  const source: Source = { version: 0, listeners: new Set() };
  return {
    get value() {
      read(source);
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
  const current = (): NonNullable<typeof made> => {
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
      const { value, from } = current();
      for (const [source, version] of from) read(source, version);
      return value;
    },
    peek: () => current().value,
  };
}
