import type { Page } from "playwright-core";
import { frames, settled } from "./bench.js";
import type { Scene } from "./scene.js";

/** Every view, filled: its name for screenshots, its address, and a text that it shows then. */
export const ALL_VIEWS: readonly (readonly [name: string, hash: string, text: string])[] = [
  ["requests", "/requests", "went-back"],
  ["request-effect", "/requests?sel=44", "line_items[lamp].quantity"],
  ["request-request", "/requests?sel=44&tab=request", "authorization"],
  ["request-response", "/requests?sel=45&tab=response", "content-type"],
  ["request-code", "/requests?sel=44&tab=code", "$PRIVY_API_TOKEN"],
  ["request-refused", "/requests?sel=45", "Nothing was stored"],
  ["request-lost", "/requests?sel=52", "the client saw nothing"],
  ["orders", "/orders", "3080"],
  ["order", "/orders/3001", "sent unchanged"],
  ["contacts", "/contacts", "kim7@example.com"],
  ["contact", "/contacts/kim0%40example.com", "because of POST /v1/orders/placed"],
  ["flows", "/flows", "Ask for a review"],
  ["flow", "/flows/Thank%20you", "Starts when an order is placed"],
  ["segments", "/segments/Bought%20once", "order count is 1"],
  ["messages", "/messages", "Spring sale"],
  ["faults", "/faults", "before the sale"],
  ["check", "/check", "What Privy would do"],
  ["connect", "/connect", "orders_write"],
];

/** Goes to a view, and waits until it shows all that it has. */
export async function goToView(
  page: Page,
  { served }: Scene,
  [, hash, text]: (typeof ALL_VIEWS)[number],
): Promise<void> {
  await page.goto(`${served.url}/#${hash}`);
  await frames(page);
  await page.locator("main", { hasText: text }).waitFor();
  await settled(page);
}
