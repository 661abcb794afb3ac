/** A name as Square's SDK spells it: `total_money` is `totalMoney` there. */
export type CamelName<Name> = Name extends `${infer Head}_${infer Next}${infer Rest}`
  ? `${Head}${Uppercase<Next>}${CamelName<Rest>}`
  : Name;

/** A type of Square's API, as Square's SDK for Node.js spells it. */
export type CamelCased<Value> = Value extends readonly (infer Element)[]
  ? readonly CamelCased<Element>[]
  : Value extends object
    ? { [Name in keyof Value as CamelName<Name>]: CamelCased<Value[Name]> }
    : Value;

/** `total_money` as `totalMoney`. */
export const inCamelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, next: string) => next.toUpperCase());
