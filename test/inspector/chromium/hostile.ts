import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { eventually, type InspectorCheck, shownRequests } from "./bench.js";
import { HOSTILE } from "./scene.js";

/** What every order here has. */
const paid = { total: 5, currency: "USD", order_date: "2026-11-26T10:00:00Z" };

/** Pages that mean harm, and orders that do. */
export const HOSTILE_CHECKS: readonly InspectorCheck[] = [
  {
    title: "what an order carries is shown as text: no element, no script, no turned line, no link",
    async run(bench) {
      const scene = await bench.scene();
      for (const [index, text] of HOSTILE.entries()) {
        await scene.send({
          order_id: 1 + index,
          email: "kim@example.com",
          ...paid,
          line_items: [{ title: text, [text]: text }],
          shipping_address: { name: text },
          [text]: text,
        });
      }
      const page = await bench.view(scene, "/requests?sel=1", { expected: /TrustedHTML/ });
      for (const [index] of HOSTILE.entries()) {
        for (const tab of ["effect", "request", "response", "code"]) {
          await page.goto(`${scene.served.url}/#/requests?sel=${index + 1}&tab=${tab}`);
          await page.locator("[role=tabpanel]").waitFor();
        }
        await page.goto(`${scene.served.url}/#/orders/${index + 1}`);
        await page.locator(".pane-head", { hasText: `Order ${index + 1}` }).waitFor();
        const { made, names } = await page.evaluate(() => ({
          made: document.querySelectorAll(
            "main img, main script, main svg, main iframe, main a[href^='javascript']",
          ).length,
          names: [...document.querySelectorAll(".hidden-char")].map(({ textContent }) => textContent),
        }));
        assert.equal(made, 0);
        assert.ok(!(await page.title()).includes("owned"));
        if (index === HOSTILE.length - 1) {
          for (const name of ["U+202E", "␇", "␛", "U+200B"])
            assert.ok(names.includes(name), `${name} is not shown`);
          await bench.screenshot(page, "hostile-order");
        }
      }
      const refused = await page.evaluate(() => {
        try {
          document.body.insertAdjacentHTML("beforeend", "<b>x</b>");
          return false;
        } catch {
          return true;
        }
      });
      assert.ok(refused, "Trusted Types let HTML in");
      return `${HOSTILE.length} strings`;
    },
  },
  {
    title: "no character that one would not see stands in the page or its title, in any list",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send({
        order_id: 1,
        email: "a\u202eb@example.com",
        ...paid,
        line_items: [{ title: "bag" }],
      });
      const lists = ["/requests", "/orders", "/contacts", "/orders/a%E2%80%AEb", "/requests?sel=1"];
      for (const list of lists) {
        const page = await bench.view(scene, list, { expected: /404/ });
        await page.locator("main .hidden-char").first().waitFor();
        const text = `${await page.title()} ${await page.locator("body").innerText()}`;
        assert.doesNotMatch(text, /\u202e/, list);
        await page.close();
      }
      return `${lists.length} views`;
    },
  },
  {
    title: "a page of another site gets nothing: fetch, POST, EventSource, frame and script are all refused",
    async run(bench) {
      const scene = await bench.scene();
      await scene.send({
        order_id: 1,
        email: "kim@example.com",
        ...paid,
      });
      const before = scene.privy.requests.length;
      const server = createServer((_, response) => {
        response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>evil</title>");
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      // Listening on a port, it has an address with one.
      const { port } = server.address() as AddressInfo;
      const page = await bench.browser.newContext().then((context) => context.newPage());
      await page.addInitScript({ content: "globalThis.__name = (named) => named" });
      await page.goto(`http://localhost:${port}/`);
      const token = scene.privy.tokens.list()[0]?.token ?? "";
      const got = await page.evaluate(
        async ({ url, token }) => {
          const results: Record<string, string> = {};
          const attempt = async (name: string, run: () => Promise<string>): Promise<void> => {
            results[name] = await run().catch(() => "refused");
          };
          const body = JSON.stringify({
            order_id: 2,
            email: "a@example.com",
            total: 1,
            currency: "USD",
            order_date: "2026-01-01T00:00:00Z",
          });
          await attempt("read", async () => (await fetch(`${url}/_fake/orders`)).text());
          await attempt("key", async () => (await fetch(`${url}/_fake/tokens?reveal=true`)).text());
          await attempt("reset", async () => (await fetch(`${url}/_fake/reset`, { method: "POST" })).text());
          await attempt("json", async () =>
            (
              await fetch(`${url}/_fake/reset`, {
                method: "POST",
                headers: { "Content-Type": "application/json" },
                body: "{}",
              })
            ).text(),
          );
          await attempt("blind", async () => {
            await fetch(`${url}/_fake/reset`, { method: "POST", mode: "no-cors", body: "{}" });
            return "refused";
          });
          await attempt("v1", async () =>
            (
              await fetch(`${url}/v1/orders/placed`, {
                method: "POST",
                headers: { Authorization: `Bearer ${token}` },
                body,
              })
            ).text(),
          );
          await attempt("blind v1", async () => {
            await fetch(`${url}/v1/orders/placed`, { method: "POST", mode: "no-cors", body });
            return "refused";
          });
          await attempt(
            "events",
            () =>
              new Promise((resolve) => {
                const source = new EventSource(`${url}/_fake/events`);
                source.onmessage = () => resolve("an event");
                source.onopen = () => resolve("open");
                source.onerror = () => {
                  source.close();
                  resolve("refused");
                };
              }),
          );
          const element = (name: string, source: string): Promise<string> =>
            new Promise((resolve) => {
              const made = document.createElement(name);
              made.onload = () => resolve("loaded");
              made.onerror = () => resolve("refused");
              made.setAttribute("src", source);
              document.body.append(made);
            });
          await attempt("script", () => element("script", `${url}/_fake/orders`));
          await attempt("image", () => element("img", `${url}/_fake/orders`));
          const frame = document.createElement("iframe");
          frame.src = `${url}/`;
          // Also what the browser refuses to show is loaded: as a page of its own.
          await new Promise((resolve) => {
            frame.onload = resolve;
            document.body.append(frame);
          });
          await attempt("frame", async () => {
            // A frame that may not be shown has a document of the browser's own, which cannot be read.
            return frame.contentDocument === null
              ? "refused"
              : frame.contentDocument.body?.innerHTML || "refused";
          });
          return results;
        },
        { url: scene.served.url, token },
      );
      assert.deepEqual([...new Set(Object.values(got))], ["refused"], JSON.stringify(got));
      assert.equal(scene.privy.requests.length, before, "a request came through");
      assert.equal(scene.privy.orders.length, 1);
      await page.context().close();
      await new Promise((resolve) => server.close(resolve));
      return Object.keys(got).join(", ");
    },
  },
  {
    title: "the page holds no data and asks no other origin",
    async run(bench) {
      const scene = await bench.scene();
      const token = scene.privy.tokens.list()[0]?.token ?? "?";
      const asked: string[] = [];
      const context = await bench.browser.newContext();
      const page = await context.newPage();
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(scene.served.url);
      await page.getByText("Nothing has arrived yet").waitFor();
      await eventually(async () => (await shownRequests(page)).length === 0, "rows");
      assert.deepEqual(
        asked.filter((url) => !url.startsWith(scene.served.url) && !url.startsWith("data:")),
        [],
      );
      for (const path of ["/", "/inspector.js", "/inspector.css"]) {
        const response = await fetch(scene.served.url + path);
        assert.match(
          response.headers.get("content-security-policy") ?? "",
          /default-src 'none'.*trusted-types 'none'/,
        );
        assert.ok(!(await response.text()).includes(token));
      }
      await context.close();
      return `${asked.length} requests, all its own`;
    },
  },
];
