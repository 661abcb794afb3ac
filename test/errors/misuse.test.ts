import { PrivyClient } from "privy-orders";
import { type KeyValueStore, keyValueCheckpoint } from "privy-orders/import";
import { openOrderFile } from "privy-orders/import/node";
import { createOrderQueue, nextTurn } from "privy-orders/queue";
import { SequenzyClient, sendToAll } from "privy-orders/sequenzy";
import { createFakePrivy, createVirtualClock, signedWebhook } from "privy-orders/testing";
import { createWebhookHandler, customWebhook, verifyShopifyWebhook } from "privy-orders/webhooks";
import { expect, it } from "vitest";
import packageJson from "../../package.json" with { type: "json" };

const entryPoints = Object.keys(packageJson.exports)
  .filter((name) => name !== "./package.json")
  .map((name) => name.replace(/^\.\/?/, ""));

/** What a caller in plain JavaScript gives by mistake. */
const wrongValues: readonly unknown[] = [null, undefined, "", 5, []];

/** As `orders.map(fromShopifyWebhook)` passes an index, a mapper's options are not checked. */
const isMapper = (name: string): boolean => /^from[A-Z]/.test(name);

/** Errors that are documented to be others than this package's. */
const exceptions: Readonly<Record<string, string>> = {
  parseJson: "SyntaxError", // as JSON.parse, for a text that is no JSON
};

type Callable = (...values: readonly unknown[]) => unknown;
type Constructable = new (...values: readonly unknown[]) => unknown;

const isClass = (value: Callable): value is Callable & Constructable => /^class\b/.test(String(value));

/** Whether it makes an error of this package, which alone makes them: their arguments are nobody's input. */
const isError = (value: Callable): boolean => value.prototype instanceof Error;

/** Calls a function, or makes an object of a class, and returns what it throws or rejects with. */
async function failureOf(value: Callable, given: readonly unknown[]): Promise<unknown> {
  try {
    await (isClass(value) ? new value(...given) : value(...given));
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The functions and classes of every entry point by their names. */
async function exportedFunctions(): Promise<ReadonlyMap<string, Callable>> {
  const found = new Map<string, Callable>();
  for (const entry of entryPoints) {
    const file = `../../src/${entry === "" ? "" : `${entry}/`}index.ts`;
    const names: Record<string, unknown> = await import(/* @vite-ignore */ file);
    for (const [name, value] of Object.entries(names)) {
      if (typeof value !== "function") continue;
      found.set(name, value as Callable); // called with anything here
      for (const member of ["fromEnv"]) {
        const method: unknown = Reflect.get(value, member);
        if (typeof method === "function")
          found.set(`${name}.${member}`, (...given) => Reflect.apply(method, value, given));
      }
    }
  }
  return found;
}

it("says with an error of its own what is wrong with an argument, whichever function gets it", async () => {
  const functions = await exportedFunctions();
  expect(functions.size).toBeGreaterThan(100);
  const errors = [...functions.values()].filter(isError);
  const isOurs = (error: unknown): boolean =>
    errors.some((known) => Function.prototype[Symbol.hasInstance].call(known, error));
  const foreign: string[] = [];
  for (const [name, value] of functions) {
    if (isError(value)) continue;
    const places = isMapper(name) ? [[]] : [[], [{}], ["x"], ["x", {}]];
    for (const given of places.flatMap((before) => wrongValues.map((wrong) => [...before, wrong]))) {
      const error = await failureOf(value, given);
      if (error === undefined || isOurs(error)) continue;
      if (error instanceof Error && error.name === exceptions[name]) continue;
      foreign.push(`${name}(${given.map((one) => JSON.stringify(one)).join(", ")}): ${error}`);
    }
  }
  expect(foreign).toEqual([]);
});

const nothing: never = null as never; // what a caller without types may give
const text: never = "x" as never; // likewise
const store: KeyValueStore = { get: async () => null, put: async () => undefined };

it.each<[what: string, call: () => unknown, message: RegExp]>([
  [
    "PrivyClient.fromEnv",
    () => PrivyClient.fromEnv(nothing),
    /must be an object of options such as { token }/,
  ],
  [
    "SequenzyClient.fromEnv",
    () => SequenzyClient.fromEnv(text),
    /must be an object of options such as { apiKey }/,
  ],
  ["openOrderFile", () => openOrderFile(nothing), /path: must be the path of a file, as text/],
  ["keyValueCheckpoint", () => keyValueCheckpoint(text), /must be { store, key }/],
  [
    "its store",
    () => keyValueCheckpoint({ store: text, key: "k" }),
    /store: must have the functions get and put/,
  ],
  ["its key", () => keyValueCheckpoint({ store, key: "" }), /key: must be text, one for each import/],
  ["createOrderQueue", () => createOrderQueue(text), /engine: must be an engine/],
  ["nextTurn", () => nextTurn(text), /states: must be a list of the states of one order/],
  ["customWebhook", () => customWebhook(text), /must be an object of options/],
  [
    "a verifier's request",
    () => verifyShopifyWebhook(nothing, { secret: "s" }),
    /request: must be the Request, or its { headers, body }/,
  ],
  [
    "a verifier's options",
    () => verifyShopifyWebhook(new Request("https://a.example"), nothing),
    /must be an object of options/,
  ],
  ["createWebhookHandler", () => createWebhookHandler(nothing), /must be { source, deliver }/],
  ["sendToAll", () => sendToAll(nothing, nothing), /must be { privy, sequenzy }/],
  ["createVirtualClock", () => createVirtualClock(nothing), /options: must be a plain object/],
  ["signedWebhook", () => signedWebhook("shopify", {}, nothing), /needs options, such as { secret, topic }/],
  ["the fake's client", () => createFakePrivy().client(nothing), /client needs an object of options/],
])("says what %s needs", async (_what, call, message) => {
  await expect((async () => call())()).rejects.toThrow(message);
});
