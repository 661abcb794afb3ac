import assert from "node:assert/strict";
import { eventually, type InspectorCheck, shownRequests } from "./bench.js";
import { fillScene, plainOrder } from "./scene.js";

/** What one can do on the page. */
export const ACTION_CHECKS: readonly InspectorCheck[] = [
  {
    title: "a request is sent again, as it was and with changes",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send(plainOrder(1));
      const page = await bench.view(scene, "/requests?sel=1");
      await page.getByRole("button", { name: "Replay", exact: true }).click();
      await page.getByText("Sent #1 again").waitFor();
      await eventually(async () => (await shownRequests(page)).join() === "2,1", "the replay is missing");
      await page.getByText("replay of #1").first().waitFor();
      await page.getByRole("button", { name: "Edit" }).click();
      const body = page.getByRole("dialog").getByLabel("Body");
      await body.fill((await body.inputValue()).replace(/"total": \d+/, '"total": 77'));
      await bench.screenshot(page, "edit-dialog");
      await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
      await page.getByText("77.00").first().waitFor();
      assert.equal(scene.privy.order(3001)?.total_amount, "77.00");
      assert.match(page.url(), /sel=3/);
      return undefined;
    },
  },
  {
    title: "a request is copied as curl and as SDK code, never with the token",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send(plainOrder(1));
      const page = await bench.view(scene, "/requests?sel=1", {
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const token = scene.privy.tokens.list()[0]?.token ?? "?";
      for (const [name, text] of [
        ["curl", "curl -X POST"],
        ["SDK code", "client.orders.upsert"],
      ] as const) {
        await page.getByRole("button", { name: "Copy ▾" }).click();
        await page.locator("#copy-menu").getByRole("button", { name, exact: true }).click();
        await page.getByText(`Copied ${name}`).waitFor();
        const copied = await page.evaluate(() => navigator.clipboard.readText());
        assert.ok(copied.includes(text), copied);
        assert.ok(!copied.includes(token), "the token was copied");
      }
      return undefined;
    },
  },
  {
    title:
      "an order is checked while one types: issues with their lines, what would be sent, what Privy would do",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send(plainOrder(1));
      const page = await bench.view(scene, "/check");
      await page.getByText("It can be sent").waitFor();
      await page.getByText("+14155552671").first().waitFor();
      const area = page.getByLabel("The order as JSON");
      await area.fill(
        '{\n  "order_id": 3001,\n  "email": "kim@example.com",\n  "total": "much",\n  "currency": "USD"\n}',
      );
      await page.getByRole("button", { name: "line 4" }).waitFor();
      assert.equal((await page.locator(".line-bad").count()) > 0, true);
      await bench.screenshot(page, "check-issues");
      assert.equal(await page.getByRole("button", { name: "Send it" }).isDisabled(), true);
      const count = scene.privy.requests.length;
      await area.fill(JSON.stringify({ ...plainOrder(1), total: 88 }, undefined, 2));
      await page.getByText("88.00").first().waitFor();
      assert.equal(scene.privy.requests.length, count, "a check must store nothing");
      await page.getByRole("button", { name: "Send it" }).click();
      await eventually(async () => scene.privy.order(3001)?.total_amount === "88.00", "it was not sent");
      return undefined;
    },
  },
  {
    title: "time that is moved changes who is in a segment, and the clock shows by how much",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send(plainOrder(0));
      const page = await bench.view(scene, "/segments");
      const card = page.locator(".card", { hasText: "Not bought for 90 days" });
      await card.locator(".count", { hasText: "0" }).waitFor();
      await page.locator(".top .clock").click();
      await page.locator("#clock-menu").getByRole("button", { name: "+91 d" }).click();
      await card.locator(".count", { hasText: "1" }).waitFor();
      await bench.screenshot(page, "clock-menu");
      await page.locator(".top .badge").first().waitFor();
      await page.locator("#clock-menu").getByRole("button", { name: "Freeze" }).click();
      await page.locator(".top .badge", { hasText: "frozen" }).waitFor();
      assert.equal(scene.privy.clock.isFrozen, true);
      return undefined;
    },
  },
  {
    title: "a reset empties the account, and Undo brings everything back",
    async run(bench) {
      const scene = await bench.scene();
      for (let index = 0; index < 5; index += 1) await scene.send(plainOrder(index));
      const page = await bench.view(scene, "/faults");
      await page.getByRole("button", { name: "Reset the account" }).click();
      await page.getByText("The account is what it began with.").waitFor();
      await page.locator("nav a", { hasText: "Orders" }).filter({ hasText: "0" }).waitFor();
      assert.equal(scene.privy.orders.length, 0);
      await page.getByRole("button", { name: "Undo" }).click();
      await page.locator("nav a", { hasText: "Orders" }).filter({ hasText: "5" }).waitFor();
      assert.equal(scene.privy.orders.length, 5);
      await page.locator("nav a", { hasText: "Requests" }).click();
      await eventually(
        async () => (await shownRequests(page)).length === 5,
        "the requests did not come back",
      );
      return undefined;
    },
  },
  {
    title: "faults are armed, seen wherever one is, and taken back",
    async run(bench) {
      const scene = await bench.scene();
      // The minute that is used up must not end by itself.
      scene.privy.clock.freeze();
      await scene.send(plainOrder(1));
      const page = await bench.view(scene, "/faults");
      await page.getByLabel("Times").selectOption("2");
      await page.getByLabel("Only for").selectOption("email");
      await page.getByLabel("Value").fill("kim*");
      await page.getByRole("button", { name: "503", exact: true }).click();
      await page.getByText("only for email kim*").waitFor();
      await bench.screenshot(page, "faults-armed");
      assert.match(await page.title(), /\(1 fault\)/);
      await page.locator("nav .nav-armed").waitFor();
      assert.equal(await scene.send(plainOrder(2)), 201);
      assert.equal(await scene.send(plainOrder(10)), 503);
      await page.getByText("next request only for").waitFor();
      await page.getByRole("button", { name: "Take 503 back" }).click();
      await page.getByText("No fault is set").waitFor();
      await page.getByRole("button", { name: "Start" }).click();
      await page.getByText("20 % now").waitFor();
      await page.getByRole("button", { name: "Stop" }).click();
      await page.getByText("20 % now").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Use up the minute" }).click();
      await page.getByText("Use up the minute: done").waitFor();
      assert.equal(await scene.send(plainOrder(3)), 429);
      await page.getByRole("button", { name: "Renew the minute" }).click();
      await page.getByText("Renew the minute: done").waitFor();
      assert.equal(await scene.send(plainOrder(3)), 201);
      await page.getByRole("button", { name: "expired-token" }).click();
      await page.getByText("A new token is made").waitFor();
      assert.equal(scene.privy.tokens.list().length, 2);
      return undefined;
    },
  },
  {
    title: "a message that was opened is recorded, and credited with what is bought afterwards",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send(plainOrder(0));
      const page = await bench.view(scene, "/messages");
      await page.getByLabel("Contact (e-mail, +phone or id)").fill("kim0@example.com");
      await page.getByLabel("Message").fill("Spring sale");
      await page.getByRole("button", { name: "Record" }).click();
      await page.getByText("clicked e-mail", { exact: false }).first().waitFor();
      const now = new Date(scene.privy.clock.now() + 1_000).toISOString();
      await scene.send({ ...plainOrder(0), order_id: 9_001, total: 40, order_date: now });
      await page.getByText("40.00 USD from 1 order").waitFor();
      return undefined;
    },
  },
  {
    title: "a flow says why it did not start for an order",
    async run(bench) {
      const scene = await bench.scene();
      await fillScene(scene);
      const page = await bench.view(scene, "/flows/Big%20spender");
      await page.getByLabel("Why not for order").fill("3001");
      await page.getByRole("button", { name: "Ask" }).click();
      await page.locator(".why-lines", { hasText: "a condition does not hold" }).waitFor();
      await page.getByRole("button", { name: "not: a condition does not hold" }).click();
      await page.locator(".grid-evaluations .row").nth(1).waitFor();
      return undefined;
    },
  },
  {
    title: "the token is masked until one asks for it",
    async run(bench) {
      const scene = await bench.scene();
      const token = scene.privy.tokens.list()[0]?.token ?? "?";
      const page = await bench.view(scene, "/connect");
      await page.getByRole("button", { name: "Reveal" }).waitFor();
      assert.ok(!(await page.content()).includes(token));
      await page.getByRole("button", { name: "Reveal" }).click();
      await page.getByText(token).waitFor();
      return undefined;
    },
  },
];
