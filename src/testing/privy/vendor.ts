import { TOKEN_PATH } from "../../privy/endpoints.js";
import type { Vendor } from "../kit/exchange/vendor.js";

/** What the kit must know of Privy. */
export const PRIVY: Vendor = {
  name: "Privy",
  example: "https://api.privy.com/v1/orders/placed",
  credentialPrefixes: ["privy_"],
  tokenPath: TOKEN_PATH,
};
