import { givenOptions } from "../signatures/given-options.js";
import { requireText } from "../sources/check-source-options.js";
import type { FetchOrder } from "../sources/fetch-order.js";
import {
  fetchPlatformJson,
  type PlatformApi,
  type PlatformApiOptions,
  type PlatformResource,
} from "./fetch-platform-json.js";

/** Fetches one resource below the API's address. */
type FetchResource = (
  path: string,
  options?: Pick<PlatformResource, "isList" | "isOptional">,
) => Promise<unknown>;

/** Characters that an id must not have, since it could lead to another resource. */
const isDots = (id: string): boolean => id === "." || id === "..";

/** Creates a `fetchOrder` from a platform's `load`, which gets the id as part of a path. Throws without a token. */
export function platformOrderFetcher<Order>(
  api: PlatformApi,
  options: PlatformApiOptions,
  load: (id: string, get: FetchResource) => Promise<unknown>,
): FetchOrder<Order> {
  if (typeof givenOptions(options).token !== "function")
    requireText(options.token, "token", "the API's access token, or a function that returns it");
  return async (orderId, _event, { signal }) => {
    if (isDots(orderId)) return undefined;
    const get: FetchResource = (path, kind) => fetchPlatformJson({ ...api, path, ...kind }, options, signal);
    return (await load(encodeURIComponent(orderId), get)) as Order; // the mapper checks each field
  };
}
