import assert from "node:assert/strict";
import { eventually, type InspectorCheck, settled } from "./bench.js";
import { fillScene } from "./scene.js";
import { ALL_VIEWS, goToView } from "./views.js";

const empty: readonly (readonly [hash: string, text: string])[] = [
  ["/requests", "Nothing has arrived yet"],
  ["/orders", "No order is stored yet"],
  ["/contacts", "There is no contact yet"],
  ["/flows", "This account has no flows"],
  ["/segments", "This account has no segments"],
  ["/messages", "No message has been opened or clicked"],
  ["/faults", "No fault is set"],
  ["/check", "It can be sent"],
  ["/connect", "No Custom Integration."],
  ["/orders/77", "No such order"],
  ["/contacts/cus_none", "No such contact"],
  ["/flows/none", "No such flow"],
  ["/requests?sel=99", "There is no request #99"],
];

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
      for (const view of ALL_VIEWS) {
        const [name, hash] = view;
        const page = await bench.view(scene, hash);
        await goToView(page, scene, view);
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
        const error = { error: { code: "internal_error", message: "The test broke this call" } };
        const page = await bench.view(scene, hash, {
          expected: /500/,
          async prepare(fresh) {
            await fresh.clock.install();
            // What the page asks for on its own fails as well, until the button was pressed.
            await fresh.addInitScript(() =>
              addEventListener("click", () => Reflect.set(globalThis, "isMended", true), { capture: true }),
            );
            await fresh.route(new RegExp(`/_fake/${path}(?:\\?|$)`), async (route) =>
              (await fresh.evaluate(() => Reflect.get(globalThis, "isMended") === true))
                ? route.continue()
                : route.fulfill({ status: 500, json: error }),
            );
          },
        });
        await page.getByText("The test broke this call").first().waitFor();
        // What the page loads again while it starts, once a second at most, has failed by then, too.
        await page.clock.runFor(1_500);
        await settled(page);
        if (hash === "/orders") await bench.screenshot(page, "orders-failed");
        await page.getByRole("button", { name: "Retry" }).first().click();
        await eventually(
          async () => (await page.locator("main").getByText("The test broke this call").count()) === 0,
          `Retry does not load ${path}`,
        );
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
