import assert from "node:assert/strict";
import { createFakePrivy, createRunningClock } from "privy-orders/testing";
import { startServer } from "../../../src/testing/server/start-server.js";
import { eventually, type InspectorCheck, shownRequests } from "./bench.js";
import { plainOrder } from "./scene.js";

/** The connection to the fake, and who may have one. */
export const CONNECTION_CHECKS: readonly InspectorCheck[] = [
  {
    title: "a fake that is gone leaves the page readable, and one that is started again is loaded anew",
    async run(bench) {
      const scene = await bench.scene();
      const port = Number(new URL(scene.served.url).port);
      for (let index = 0; index < 3; index += 1) await scene.send(plainOrder(index));
      const page = await bench.view(scene, "/requests?sel=2", { expected: /ERR_|Failed to load/ });
      await eventually(async () => (await shownRequests(page)).length === 3, "no rows");
      // What the page still waits for would fail with the fake.
      await page.locator(".pane-head").waitFor();
      await scene.close();
      await page.getByText(/Connection lost at \d\d:\d\d, trying again/).waitFor();
      assert.equal((await shownRequests(page)).length, 3);
      assert.equal(await page.locator(".pane-head").count(), 1);
      await bench.screenshot(page, "connection-lost");
      const again = await bench.scene({ port });
      await again.send(plainOrder(9));
      await page.getByText("The fake was restarted").waitFor();
      await eventually(
        async () => (await shownRequests(page)).join() === "1",
        "the old rows are still there",
      );
      await page.getByText("Connection lost").waitFor({ state: "detached" });
      return undefined;
    },
  },
  {
    title: "a reset by another is told, and its rows are gone",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send(plainOrder(1));
      const page = await bench.view(scene, "/requests");
      await eventually(async () => (await shownRequests(page)).length === 1, "no row");
      await scene.call("POST", "/_fake/reset", {});
      await page.getByText("The account was reset.").waitFor();
      await page.getByText("Nothing has arrived yet").waitFor();
      return undefined;
    },
  },
  {
    title: "a key in the address opens the page and leaves the address; without one a form asks",
    async run(bench) {
      const privy = createFakePrivy({ clock: createRunningClock() });
      const key = "a-key-of-the-test-0123456789";
      const served = await startServer(privy, {
        port: 0,
        host: "127.0.0.1",
        allowedHosts: [],
        control: true,
        inspector: true,
        key,
      });
      const page = await bench.browser.newContext().then((context) => context.newPage());
      await page.goto(`${served.url}/#key=${key}`);
      await page.getByText("Nothing has arrived yet").waitFor();
      assert.ok(!page.url().includes("key="));
      const other = await bench.open(served.url, "/orders", { expected: /401|ERR_/ });
      await other.getByText("This fake wants a key").waitFor();
      await bench.screenshot(other, "key-form");
      await other.getByRole("textbox", { name: "Key" }).fill("wrong");
      await other.getByRole("button", { name: "Enter" }).click();
      await other.getByText(/requires its key/).waitFor();
      await other.getByRole("textbox", { name: "Key" }).fill(key);
      await other.getByRole("button", { name: "Enter" }).click();
      await other.getByText("No order is stored yet").waitFor();
      const token = privy.tokens.list()[0]?.token;
      await fetch(`${served.baseUrl}/orders/placed`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify(plainOrder(1)),
      });
      await other.locator(".grid-orders .row", { hasText: "3001" }).waitFor();
      await page.context().close();
      await served.close();
      return undefined;
    },
  },
  {
    title: "eight tabs share one stream, and go on when the one that reads it is closed",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send(plainOrder(0));
      const first = await bench.view(scene, "/requests");
      const tabs = [first];
      for (let index = 1; index < 8; index += 1) {
        const tab = await first.context().newPage();
        await tab.goto(`${scene.served.url}/#/requests`);
        tabs.push(tab);
      }
      for (const tab of tabs)
        await eventually(async () => (await shownRequests(tab)).join() === "1", "no row");
      await scene.send(plainOrder(1));
      for (const tab of tabs)
        await eventually(async () => (await shownRequests(tab)).join() === "2,1", "a tab missed it");
      await first.close();
      await eventually(
        async () => (await tabs[1]?.evaluate(async () => (await navigator.locks.query()).held?.length)) === 1,
        "no tab took over",
      );
      await scene.send(plainOrder(2));
      for (const tab of tabs.slice(1)) {
        await eventually(
          async () => (await shownRequests(tab)).join() === "3,2,1",
          "a tab missed what came after",
        );
      }
      return `${tabs.length} tabs`;
    },
  },
];
