import type { Payload } from "./payload.js";

/** An order that comes by itself, or as the `order` of what a hook sends. */
export type Wrapped<Shape> = Shape | { readonly order: Shape };

/** The order itself. */
export function unwrapped<Shape extends object>(given: Payload<Wrapped<Shape>>): Payload<Shape> {
  // A `Payload` checks what it reads, so that it may be looked at as either.
  const hook = given as Payload<{ order: Shape }>;
  // The order's own type, which `Payload` cannot separate from the wrapper's.
  return (hook.has("order") ? (hook.object("order") ?? given) : given) as Payload<Shape>;
}
