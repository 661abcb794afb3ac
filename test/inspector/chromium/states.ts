import assert from "node:assert/strict";
import type { InspectorCheck } from "./bench.js";
import { fillScene } from "./scene.js";
import { ALL_VIEWS } from "./views.js";

const empty: readonly (readonly [hash: string, text: string])[] = [
  ["/requests", "Nothing has arrived yet"],
  ["/orders", "No order is stored yet"],
  ["/contacts", "There is no contact yet"],
  ["/flows", "This account has no flows"],
  ["/segments", "This account has no segments"],
  ["/messages", "No message has been opened or clicked"],
  ["/faults", "Nothing goes wrong"],
  ["/check", "It can be sent"],
  ["/connect", "No Custom Integration."],
  ["/orders/77", "No such order"],
  ["/contacts/cus_none", "No such contact"],
  ["/flows/none", "No such flow"],
  ["/requests?sel=99", "There is no request #99"],
];

const full: Readonly<Record<string, string>> = {
  requests: "went-back",
  "request-effect": "line_items[lamp].quantity",
  "request-request": "authorization",
  "request-response": "content-type",
  "request-code": "$PRIVY_API_TOKEN",
  "request-refused": "Nothing was stored",
  "request-lost": "the client saw nothing",
  orders: "3080",
  order: "sent unchanged",
  contacts: "kim7@example.com",
  contact: "because of POST /v1/orders/placed",
  flows: "Ask for a review",
  flow: "Starts when an order is placed",
  segments: "order count is 1",
  messages: "Spring sale",
  faults: "before the sale",
  check: "What Privy would do",
  connect: "orders_write",
};

/** What each view shows: empty, failed and full. */
export const STATE_CHECKS: readonly InspectorCheck[] = [
  {
    title: "every view says what it is for while it is empty",
    async run(bench) {
      const scene = await bench.scene({ isEmpty: true });
      for (const [hash, text] of empty) {
        const page = await bench.view(scene, hash, { expected: /404/ });
        await page.getByText(text).first().waitFor();
        await page.context().close();
      }
      return `${empty.length} views`;
    },
  },
  {
    title: "every view shows what is there",
    async run(bench) {
      const scene = await bench.scene();
      await fillScene(scene);
      for (const [name, hash] of ALL_VIEWS) {
        const page = await bench.view(scene, hash);
        await page.locator("main", { hasText: full[name] ?? "" }).waitFor();
        await bench.screenshot(page, `wide-light-${name}`);
        await page.context().close();
      }
      return `${ALL_VIEWS.length} views`;
    },
  },
  {
    title: "a call that fails shows its message, and Retry loads what was asked for",
    async run(bench) {
      const scene = await bench.scene();
      await fillScene(scene);
      for (const [hash, path] of [
        ["/orders", "orders"],
        ["/orders/3001", "orders/3001"],
        ["/contacts", "contacts"],
        ["/requests?sel=44", "requests/44"],
        ["/flows", "flows"],
        ["/segments", "segments"],
        ["/messages", "attributions"],
        ["/faults", "snapshots"],
        ["/connect", "tokens"],
      ] as const) {
        const page = await bench.browser.newContext().then((context) => context.newPage());
        // What the page asks for on its own fails as well, until the button was pressed.
        await page.addInitScript(() =>
          addEventListener("click", () => Reflect.set(globalThis, "isMended", true), { capture: true }),
        );
        const error = { error: { code: "internal_error", message: "The test broke this call" } };
        await page.route(new RegExp(`/_fake/${path}(?:\\?|$)`), async (route) =>
          (await page.evaluate(() => Reflect.get(globalThis, "isMended") === true))
            ? route.continue()
            : route.fulfill({ status: 500, json: error }),
        );
        await page.goto(`${scene.served.url}/#${hash}`);
        await page.getByText("The test broke this call").waitFor();
        // By then the page has loaded again what it loads again while it starts: once a second at most.
        await page.waitForTimeout(1_200);
        if (hash === "/orders") await bench.screenshot(page, "orders-failed");
        await page.getByRole("button", { name: "Retry" }).first().click();
        await page.getByText("The test broke this call").waitFor({ state: "detached" });
        await page.unrouteAll({ behavior: "ignoreErrors" });
        await page.context().close();
      }
      return undefined;
    },
  },
  {
    title: "the history of an order folds what was sent unchanged, and compares any two versions",
    async run(bench) {
      const scene = await bench.scene();
      await fillScene(scene);
      const page = await bench.view(scene, "/orders/3001");
      const history = page.locator("ol.history > li");
      await history.first().waitFor();
      const orderHistory = scene.privy.orderHistory(3001);
      assert.equal(await history.count(), orderHistory.length);
      assert.match((await history.first().textContent()) ?? "", /delivered.*fulfilled/);
      await page.getByText("Compare any two").click();
      await page.getByLabel("From").selectOption({ index: 1 });
      const compared = page.locator("details", { hasText: "Compare any two" });
      await compared.getByText("total_amount").waitFor();
      return `${orderHistory.length} versions`;
    },
  },
];
