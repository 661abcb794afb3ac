import assert from "node:assert/strict";
import { eventually, type InspectorCheck, shownRequests } from "./bench.js";
import { plainOrder } from "./scene.js";

/** The list of requests, as it grows. */
export const LIST_CHECKS: readonly InspectorCheck[] = [
  {
    title: "an empty list shows how to begin, and turns into the list by itself",
    async run(bench) {
      const scene = await bench.scene({ isEmpty: true });
      const page = await bench.view(scene, "/requests");
      await page.getByText("Nothing has arrived yet").waitFor();
      assert.ok(
        (await page.locator("pre").allTextContents()).some((text) =>
          text.includes(`PRIVY_BASE_URL=${scene.served.baseUrl}`),
        ),
      );
      await bench.screenshot(page, "requests-empty");
      await scene.send(plainOrder(1));
      await eventually(async () => (await shownRequests(page)).join() === "1", "the row did not come");
      return undefined;
    },
  },
  {
    title: "a new request is on top at once; rows stay while one reads further down, and a button leads up",
    async run(bench) {
      const scene = await bench.scene();
      for (let index = 0; index < 120; index += 1) await scene.send(plainOrder(index));
      const page = await bench.view(scene, "/requests");
      await eventually(async () => (await shownRequests(page))[0] === 120, "the newest is not on top");
      await scene.send(plainOrder(200));
      await eventually(async () => (await shownRequests(page))[0] === 121, "the new one is not on top");
      const grid = page.locator(".grid-requests");
      await grid.evaluate((element) => element.scrollTo(0, 1_700));
      const place = (): Promise<string> =>
        grid.evaluate((element) => {
          const top = element.getBoundingClientRect().top;
          const rows = [...element.querySelectorAll(".grid-body .row")];
          const row = rows.find((one) => one.getBoundingClientRect().top >= top + 28);
          return `${row?.id} at ${Math.round(row?.getBoundingClientRect().top ?? 0)}`;
        });
      // Row 50 is on top then; this one was not in the document before.
      await page.locator('.grid-requests [data-index="60"]').waitFor();
      const before = await place();
      for (let index = 0; index < 12; index += 1) await scene.send(plainOrder(300 + index));
      await page.getByRole("button", { name: "12 new" }).waitFor();
      assert.equal(await place(), before);
      await page.getByRole("button", { name: "12 new" }).click();
      await eventually(async () => (await shownRequests(page))[0] === 133, "it does not lead to the top");
      return before;
    },
  },
  {
    title: "a paused list holds what comes, says how many, and lets it in",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send(plainOrder(1));
      const page = await bench.view(scene, "/requests");
      await eventually(async () => (await shownRequests(page)).length === 1, "no row");
      await page.getByRole("button", { name: "Pause" }).click();
      for (let index = 2; index < 5; index += 1) await scene.send(plainOrder(index));
      await page.getByText("paused, 3 held").waitFor();
      assert.deepEqual(await shownRequests(page), [1]);
      await bench.screenshot(page, "requests-paused");
      await page.getByRole("button", { name: "Resume" }).click();
      await eventually(
        async () => (await shownRequests(page)).join() === "4,3,2,1",
        "the held ones are missing",
      );
      return undefined;
    },
  },
  {
    title: "a filter lets through what fits, is in the address, and can be cleared where nothing fits",
    async run(bench) {
      const scene = await bench.scene();
      for (let index = 0; index < 20; index += 1) await scene.send(plainOrder(index));
      await scene.send({ order_id: 3, total: "x" });
      const page = await bench.view(scene, "/requests");
      await page.getByRole("button", { name: "refused" }).click();
      await eventually(async () => (await shownRequests(page)).join() === "21", "not the refused one alone");
      assert.match(page.url(), /q=is%3Arefused/);
      await page.getByRole("searchbox").fill("order:3007");
      await eventually(async () => (await shownRequests(page)).join() === "8", "not the order alone");
      await page.getByRole("searchbox").fill("nothing-like-this");
      await page.getByText("No request fits the filter.").waitFor();
      await bench.screenshot(page, "requests-no-hit");
      await page.getByRole("button", { name: "Clear filter" }).click();
      await eventually(async () => (await shownRequests(page)).length === 21, "the filter was not cleared");
      return undefined;
    },
  },
  {
    title: "a full log says that older requests are gone, and by which option",
    async run(bench) {
      const scene = await bench.scene({ keepRequests: 30 });
      for (let index = 0; index < 45; index += 1) await scene.send(plainOrder(index));
      const page = await bench.view(scene, "/requests");
      await page.getByText("Older than 30 are gone (--keep-requests)").waitFor();
      assert.equal(await page.locator(".grid-requests").getAttribute("aria-rowcount"), "31");
      return undefined;
    },
  },
  {
    title: "new requests are read out politely, together",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send(plainOrder(1));
      const page = await bench.view(scene, "/requests", { prepare: (fresh) => fresh.clock.install() });
      await eventually(async () => (await shownRequests(page)).length === 1, "no row");
      await page.clock.runFor(5_000);
      await scene.send(plainOrder(2));
      await scene.send({ order_id: "x" });
      await eventually(async () => (await shownRequests(page)).length === 3, "the rows did not come");
      await page.clock.runFor(5_000);
      await page
        .locator("[aria-live=polite]", { hasText: "2 new requests, 1 refused" })
        .waitFor({ state: "attached" });
      return undefined;
    },
  },
];
