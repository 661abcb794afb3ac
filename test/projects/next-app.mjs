// The Next.js app that is built and run: two routes that try everything, one in each of its runtimes, a route and a page's API that
// take a webhook, and one that reads a contact.

const route = (runtime) => `
  import { tried } from "../../../tried.mjs";
  export const runtime = "${runtime}";
  export const dynamic = "force-dynamic";
  export const GET = async () => Response.json(await tried());
`;

/** Reads a contact twice: with the client, and with the `fetch` that Next.js has replaced, whose cache is to be seen at work. */
const contact = ({ keepsResponses = false }) => `
  import { PrivyClient } from "privy-orders";
  ${keepsResponses ? 'export const fetchCache = "default-cache";' : ""}
  export async function GET(request) {
    const id = new URL(request.url).searchParams.get("id");
    const { PRIVY_BASE_URL: baseUrl, PRIVY_API_TOKEN: token } = process.env;
    const { contact } = await new PrivyClient({ token, baseUrl }).contacts.get(id);
    const plain = await fetch(baseUrl + "/contacts/" + id, { headers: { Authorization: "Bearer " + token } });
    return Response.json({ ours: contact.first_name, plain: (await plain.json()).data.first_name });
  }
`;

/** What delivers hooks of WooCommerce to the fake that `serve.mjs` runs. */
const hooks = `
  import { PrivyClient } from "privy-orders";
  import { createWebhookHandler, wooCommerceWebhook } from "privy-orders/webhooks";
  const { PRIVY_BASE_URL: baseUrl, PRIVY_API_TOKEN: token } = process.env;
  export const makeHandler = () => {
    const client = new PrivyClient({ token, baseUrl });
    return createWebhookHandler({
      source: wooCommerceWebhook({ secret: process.env.WOOCOMMERCE_SECRET }),
      deliver: (order, { version, signal }) => client.orders.upsert(order, { version, signal }),
      onUndelivered: () => undefined,
    });
  };
`;

export const nextApp = (project) => ({
  "app/layout.js": "export default ({ children }) => <html><body>{children}</body></html>;",
  "app/page.js": "export default () => <p>An app that reports orders</p>;",
  "app/api/node/route.js": route("nodejs"),
  "app/api/edge/route.js": route("edge"),
  "app/api/contact/route.js": contact(project),
  "hooks.js": hooks,
  "app/api/hooks/route.js": `
    import { makeHandler } from "../../../hooks.js";
    let handle;
    export const POST = (request) => (handle ??= makeHandler())(request);`,
  "pages/api/page-hooks.js": `
    import { toNodeHandler } from "privy-orders/webhooks";
    import { makeHandler } from "../../hooks.js";
    let listener;
    export const config = { api: { bodyParser: false } };
    export default (request, response) => (listener ??= toNodeHandler(makeHandler()))(request, response);`,
  "pages/api/parsed-hooks.js": `
    import { toNodeHandler } from "privy-orders/webhooks";
    import { makeHandler } from "../../hooks.js";
    let listener;
    export default (request, response) => (listener ??= toNodeHandler(makeHandler()))(request, response);`,
});
