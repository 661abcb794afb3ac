// The webhooks behind real frameworks, from the packed package: `npm run check:frameworks [word …]`. Each app listens on
// loopback and gets signed hooks of WooCommerce, whole ones, large ones and forged ones.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npm, pack } from "../package/pack.mjs";
import { here } from "./installed.mjs";

const SECRET = "the secret of this shop";
const PATH = "/hooks/woo";
const wanted = process.argv.slice(2);
let passed = 0;
let failed = 0;

async function check(title, body) {
  if (wanted.length > 0 && !wanted.some((word) => title.includes(word))) return;
  try {
    await body();
    passed += 1;
    console.log(`ok   ${title}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${title}\n     ${error?.stack ?? error}`);
  }
}

const project = await mkdtemp(join(tmpdir(), "privy-orders-frameworks-"));
for (const file of ["package.json", "package-lock.json"])
  await cp(join(here, "frameworks", file), join(project, file));
const { tarball } = await pack(project);
npm(["ci", "--no-audit", "--no-fund", "--silent", "--prefer-offline", "--ignore-scripts"], project);
npm(
  [
    "install",
    tarball,
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--silent",
    "--prefer-offline",
    "--ignore-scripts",
  ],
  project,
);
const require = createRequire(join(project, "package.json"));
const load = async (name) => {
  const module = await import(require.resolve(name));
  return module.default ?? module;
};
const { createWebhookHandler, toNodeHandler, wooCommerceWebhook } = require("privy-orders/webhooks");

/** Listens with a `node:http` listener, and gives the address and how to end it. */
async function listen(listener) {
  const server = createServer(listener);
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${server.address().port}${PATH}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const keepBytes = (request, _response, bytes) => {
  request.rawBody = bytes;
};

async function nest(handle, rawBody) {
  await load("reflect-metadata");
  const { Controller, Module, Post, Req, Res } = await load("@nestjs/common");
  const { NestFactory } = await load("@nestjs/core");
  const listener = toNodeHandler(handle);
  class Hooks {
    hook(request, response) {
      return listener(request, response);
    }
  }
  const method = Object.getOwnPropertyDescriptor(Hooks.prototype, "hook");
  Reflect.defineMetadata("design:paramtypes", [Object, Object], Hooks.prototype, "hook");
  Req()(Hooks.prototype, "hook", 0);
  Res()(Hooks.prototype, "hook", 1);
  Post()(Hooks.prototype, "hook", method);
  Controller("hooks/woo")(Hooks);
  class App {}
  Module({ controllers: [Hooks] })(App);
  const app = await NestFactory.create(App, { rawBody, logger: false });
  await app.listen(0, "127.0.0.1");
  return { url: `http://127.0.0.1:${app.getHttpServer().address().port}${PATH}`, close: () => app.close() };
}

/** Each way of the guide to mount a handler. */
const mounts = {
  "node:http": (handle) => listen(toNodeHandler(handle)),
  "Express 4, before the parser": async (handle) => {
    const express = await load("express4");
    return listen(express().post(PATH, toNodeHandler(handle)).use(express.json()));
  },
  "Express 4, after express.json({ verify })": async (handle) => {
    const express = await load("express4");
    return listen(
      express()
        .use(express.json({ verify: keepBytes }))
        .post(PATH, toNodeHandler(handle)),
    );
  },
  "Express 5, before the parser": async (handle) => {
    const express = await load("express5");
    return listen(express().post(PATH, toNodeHandler(handle)).use(express.json()));
  },
  "Express 5, after express.json({ verify })": async (handle) => {
    const express = await load("express5");
    return listen(
      express()
        .use(express.json({ verify: keepBytes }))
        .post(PATH, toNodeHandler(handle)),
    );
  },
  "Express 5, after express.raw()": async (handle) => {
    const express = await load("express5");
    return listen(express().post(PATH, express.raw({ type: "*/*" }), toNodeHandler(handle)));
  },
  Fastify: async (handle) => {
    const fastify = await load("fastify");
    const app = fastify();
    const listener = toNodeHandler(handle);
    app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    app.post(PATH, (request, reply) => {
      reply.hijack();
      return listener(Object.assign(request.raw, { rawBody: request.body }), reply.raw);
    });
    await app.listen({ host: "127.0.0.1", port: 0 });
    return { url: `http://127.0.0.1:${app.server.address().port}${PATH}`, close: () => app.close() };
  },
  Koa: async (handle) => {
    const Koa = await load("koa");
    const listener = toNodeHandler(handle);
    const app = new Koa();
    app.use((context) => {
      context.respond = false;
      return listener(context.req, context.res);
    });
    return listen(app.callback());
  },
  "Nest with rawBody": (handle) => nest(handle, true),
  "Hono on Node": async (handle) => {
    const { Hono } = await load("hono");
    const { getRequestListener } = await load("@hono/node-server");
    const app = new Hono().post(PATH, (context) => handle(context.req.raw));
    return listen(getRequestListener(app.fetch));
  },
};

/** Mounts where a parser has left no bytes: the developer must be told. */
const mistakes = {
  "Express 4 after express.json()": async (handle) => {
    const express = await load("express4");
    return listen(express().use(express.json()).post(PATH, toNodeHandler(handle)).use(respondWithError));
  },
  "Express 5 after express.json()": async (handle) => {
    const express = await load("express5");
    return listen(express().use(express.json()).post(PATH, toNodeHandler(handle)).use(respondWithError));
  },
  "Nest without rawBody": (handle) => nest(handle, false),
};

// Express knows an error handler by its four parameters.
function respondWithError(error, _request, response, _next) {
  response.status(500).send(error.message);
}

const order = (id, more = {}) =>
  JSON.stringify({
    id,
    status: "processing",
    currency: "USD",
    date_created_gmt: "2026-01-01T09:30:00",
    date_modified_gmt: "2026-01-01T09:30:00",
    total: "29.35",
    billing: { first_name: "Zoë", email: "kim@example.com", country: "US" },
    ...more,
  });

const post = (url, body, signed = body) =>
  fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-WC-Webhook-Topic": "order.created",
      "X-WC-Webhook-Signature": createHmac("sha256", SECRET).update(signed).digest("base64"),
    },
    body,
    signal: AbortSignal.timeout(30_000),
  });

function makeHandler() {
  const delivered = [];
  const handle = createWebhookHandler({
    source: wooCommerceWebhook({ secret: SECRET }),
    deliver: ({ order_id }) => delivered.push(order_id),
    onUndelivered: () => undefined,
  });
  return { handle, delivered };
}

try {
  for (const [name, mount] of Object.entries(mounts)) {
    await check(name, async () => {
      const { handle, delivered } = makeHandler();
      const app = await mount(handle);
      try {
        const response = await post(app.url, order(1));
        assert.deepEqual([response.status, await response.text()], [200, "ok"]);
        // A digit more than a number holds, bytes beyond ASCII, and a body that comes in pieces; Express's parsers take 100 kB.
        const large = order(2, { note: "鈴木 🎁".repeat(5_000) }).replace('"id":2', '"id":9007199254740993');
        assert.equal((await post(app.url, large)).status, 200);
        assert.deepEqual(delivered.map(String), ["1", "9007199254740993"]);
        assert.equal((await post(app.url, order(3), order(4))).status, 401);
        assert.equal(delivered.length, 2);
      } finally {
        await app.close();
      }
    });
  }
  for (const [name, mount] of Object.entries(mistakes)) {
    await check(`${name} says what to do`, async () => {
      const { handle, delivered } = makeHandler();
      const app = await mount(handle);
      try {
        const response = await post(app.url, order(1));
        assert.equal(response.status, 500);
        assert.match(await response.text(), /a body parser has read it already/);
        assert.deepEqual(delivered, []);
      } finally {
        await app.close();
      }
    });
  }
} finally {
  await rm(project, { recursive: true, force: true });
}
console.log(`frameworks: ${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
