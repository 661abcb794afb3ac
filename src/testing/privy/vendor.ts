import type { Vendor } from "../kit/exchange/vendor.js";

/** Where OAuth clients exchange their credentials (AUTH). */
export const TOKEN_ENDPOINT = "/oauth/token" as const;

/** What the kit must know of Privy. */
export const PRIVY: Vendor = {
  name: "Privy",
  example: "https://api.privy.com/v1/orders/placed",
  credentialPrefixes: ["privy_"],
  tokenPath: TOKEN_ENDPOINT,
};
