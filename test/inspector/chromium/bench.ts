import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from "playwright-core";
import { createScene, type Scene, type SceneOptions } from "./scene.js";

/** One thing that must hold in a real browser. What it gives back is a note for the report. */
export interface InspectorCheck {
  readonly title: string;
  run(bench: Bench): Promise<string | undefined>;
}

/** How a page is opened. */
export interface OpenOptions extends BrowserContextOptions {
  /** Messages of the console that the check provokes. */
  readonly expected?: RegExp;
  /** What is done with the page before it is opened. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

/** A browser with everything that the checks need. */
export interface Bench {
  readonly browser: Browser;
  /** A served fake, which ends after the pages that look at it. */
  scene(options?: SceneOptions): Promise<Scene>;
  /** Opens a view in a context of its own; any message of the console fails the check. */
  open(url: string, hash: string, options?: OpenOptions): Promise<Page>;
  view(scene: Scene, hash: string, options?: OpenOptions): Promise<Page>;
  screenshot(page: Page, name: string): Promise<void>;
  /** Closes what the check opened, and throws for what the consoles said. */
  finish(): Promise<void>;
  close(): Promise<void>;
}

const folder = "test/inspector/chromium/artifacts";

/** The screenshots are not compared by pixel: they are for looking at. */
export async function createBench(): Promise<Bench> {
  await mkdir(folder, { recursive: true });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  let pages: Page[] = [];
  let messages: string[] = [];
  let scenes: Scene[] = [];
  const bench: Bench = {
    browser,
    async scene(options) {
      const scene = await createScene(options);
      scenes.push(scene);
      return scene;
    },
    async open(url, hash, { expected, prepare, ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        reducedMotion: "reduce",
        ...options,
      });
      context.setDefaultTimeout(patienceMs);
      // tsx names the functions that are sent to the page by a helper of its own.
      await context.addInitScript({ content: "globalThis.__name = (named) => named" });
      const page = await context.newPage();
      pages.push(page);
      followCalls(page);
      const note = (text: string): void => {
        if (expected?.test(text) !== true) messages.push(text);
      };
      page.on("console", (message) => note(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => note(`error: ${error.stack ?? error.message}`));
      await prepare?.(page);
      await page.goto(`${url}/#${hash}`);
      await page.locator("h1").first().waitFor({ state: "attached" });
      return page;
    },
    view: (scene, hash, options) => bench.open(scene.served.url, hash, options),
    async screenshot(page, name) {
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    async finish() {
      const said = messages;
      await Promise.all(pages.map((page) => page.context().close()));
      await Promise.all(scenes.map((scene) => scene.close()));
      pages = [];
      scenes = [];
      messages = [];
      assert.deepEqual(said, [], "the console said something");
    },
    close: () => browser.close(),
  };
  return bench;
}

/** Until something is taken for lost: far longer than it takes on any machine, since only a failure waits for so long. */
const patienceMs = 90_000;

/** Waits until something holds in the page's own time. */
export async function eventually(what: () => Promise<boolean>, message: string): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await what())) {
    if (Date.now() > end) assert.fail(message);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The calls that each page waits for. */
const calls = new WeakMap<Page, Set<Request>>();

function followCalls(page: Page): void {
  const pending = new Set<Request>();
  calls.set(page, pending);
  page.on("request", (request) => {
    // The events go on for as long as the page lives.
    if (!request.url().includes("/_fake/events")) pending.add(request);
  });
  page.on("requestfinished", (request) => pending.delete(request));
  page.on("requestfailed", (request) => pending.delete(request));
}

/** Waits until the page has drawn what it shows, twice: what one frame brings about is in the next. */
export async function frames(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let left = 2; left > 0; left -= 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

/** Waits until the page asks for nothing more and has drawn it. */
export async function settled(page: Page): Promise<void> {
  await eventually(async () => calls.get(page)?.size === 0, "a call of the page does not end");
  await frames(page);
}

/** The numbers of the requests in the document, the highest row first. */
export function shownRequests(page: Page): Promise<number[]> {
  return page.locator(".grid-requests .grid-body .row").evaluateAll((rows) =>
    rows
      .map((row) => ({
        n: Number(row.id.replace("requests-", "")),
        at: Number(row.getAttribute("data-index")),
      }))
      .sort((one, other) => one.at - other.at)
      .map(({ n }) => n),
  );
}

/** What is wider than the window; nothing when all of it fits. */
export function sideways(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      const clipped = element.closest(
        "pre, textarea, .cell, .table-box, .lined, .sr, dialog:not([open]), [popover]:not(:popover-open)",
      );
      return box.width > 0 && box.right > innerWidth + 1 && clipped === null;
    });
    const names = wide.slice(0, 3).map((element) => `${element.tagName}.${element.className}`);
    return document.documentElement.scrollWidth > innerWidth
      ? [`page ${document.documentElement.scrollWidth}`, ...names]
      : names;
  });
}
