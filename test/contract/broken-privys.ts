type Fetch = typeof globalThis.fetch;
type Json = Record<string, unknown>;

/** Makes a `fetch` to a Privy with one fault out of one to a Privy without. `token` is good for everything. */
type Break = (fetch: Fetch, token: string) => Fetch;

/** Changes what Privy gets to see. */
function seeing(change: (order: Json, headers: Headers, token: string) => void): Break {
  return (fetch, token) => (input, init) => {
    const headers = new Headers(init?.headers);
    let body = init?.body;
    const order = typeof body === "string" && body.startsWith('{"') && body.endsWith("}") ? body : undefined;
    if (order !== undefined) {
      // Texts keep large integers as they are.
      const fields: Json = JSON.parse(order.replace(/:(\d{16,})/g, ':"$1"'));
      change(fields, headers, token);
      body = JSON.stringify(fields);
    } else change({}, headers, token);
    return fetch(input, { ...init, headers, ...(body === undefined ? {} : { body }) });
  };
}

/** Changes what Privy answers. */
function answering(change: (response: Response, text: string) => Response | undefined): Break {
  return (fetch) => async (input, init) => {
    const response = await fetch(input, init);
    const text = await response.clone().text();
    return change(response, text) ?? response;
  };
}

const status =
  (from: number, to: number): Parameters<typeof answering>[0] =>
  (response, text) =>
    response.status === from ? new Response(text, { status: to, headers: response.headers }) : undefined;

const body = (change: (text: string) => string): Break =>
  answering(({ status, headers }, text) => new Response(change(text), { status, headers }));

function without(header: string): Break {
  return answering(({ status, headers }, text) => {
    const others = new Headers(headers);
    others.delete(header);
    return new Response(text, { status, headers: others });
  });
}

function refusing(applies: (order: Json) => boolean, field: string): Break {
  const error = {
    code: "validation_failed",
    message: "One or more fields are invalid",
    details: [{ field, message: "no" }],
  };
  return (fetch) => async (input, init) => {
    const order: Json = /^\{.*\}$/.test(String(init?.body)) ? JSON.parse(String(init?.body)) : {};
    return applies(order) ? Response.json({ error }, { status: 422 }) : fetch(input, init);
  };
}

/** Privys that each do one thing otherwise than documented. */
export const BROKEN_PRIVYS: Readonly<Record<string, Break>> = {
  "creates what it knows": answering(status(200, 201)),
  "updates what it does not know": answering(status(201, 200)),
  "has another status for bad fields": answering(status(422, 400)),
  "asks for a login where a scope is missing": answering(status(403, 401)),
  "has something everywhere": answering(status(404, 200)),
  "lets every token read orders": answering(status(405, 200)),
  "answers its failures in HTML": answering((response) =>
    response.ok ? undefined : new Response("<html></html>", { status: response.status }),
  ),
  "takes every token": seeing((_order, headers, token) => headers.set("authorization", `Bearer ${token}`)),
  "takes every integration token": seeing((_order, headers) => headers.delete("x-privy-integration-token")),
  "knows no integration": seeing((_order, headers) => {
    if (headers.has("x-privy-integration-token")) headers.set("x-privy-integration-token", "none");
  }),
  "rounds large integers": body((text) => JSON.stringify(JSON.parse(text))),
  "takes digits for another id": seeing((order) => {
    if (/^\d+$/.test(String(order.order_id)) && typeof order.order_id === "string") order.order_id += "1";
  }),
  "names one problem at a time": body((text) => text.replace(/(\{"field":[^}]*\}),\{"field":.*\]/, "$1]")),
  "does not say which field": body((text) => text.replaceAll(/"field":"[^"]*"/g, '"field":""')),
  "needs no order id": seeing((order) => {
    order.order_id ??= 1;
  }),
  "takes an id below one": seeing((order) => {
    if (order.order_id === 0 || order.order_id === -1) order.order_id = 1;
  }),
  "takes an order without a contact": seeing((order) => {
    if (order.phone === undefined) order.email ??= "nobody@example.com";
  }),
  "takes an SMS opt-in without a phone": seeing((order) => {
    if (order.phone === undefined) delete order.accepts_sms_marketing;
  }),
  "takes anything for an email": seeing((order) => {
    if (order.email !== undefined) order.email = "jane@example.com";
  }),
  "takes any word for a status": seeing((order) => {
    if (order.fulfillment_status === "paid") delete order.fulfillment_status;
  }),
  "does not know that an order can be on hold": refusing(
    (order) => order.fulfillment_status === "on_hold",
    "fulfillment_status",
  ),
  "adds up": refusing((order) => Number(order.subtotal) > Number(order.total), "base"),
  "cannot import": refusing((order) => order.initial_sync === true, "initial_sync"),
  "gives nulls for what is empty": body((text) => text.replace('"source":', '"tags":null,"source":')),
  "gives amounts as numbers": body((text) => text.replace(/"total_amount":"([\d.]+)"/, '"total_amount":$1')),
  "gives phones as they came": (fetch) => async (input, init) => {
    const { phone }: Json = /^\{.*\}$/.test(String(init?.body)) ? JSON.parse(String(init?.body)) : {};
    const { status, headers, text } = await fetch(input, init).then(async (response) => ({
      status: response.status,
      headers: response.headers,
      text: await response.text(),
    }));
    return new Response(text.replace(/"phone":"[^"]*"/, `"phone":"${phone}"`), { status, headers });
  },
  "forgets what is left out": seeing((order) => {
    order.customer_id ??= "";
  }),
  "stores what it refuses": (fetch) => async (input, init) => {
    const response = await fetch(input, init);
    if (response.status === 422 || response.status === 403) {
      const order: Json = JSON.parse(String(init?.body));
      await fetch(input, { ...init, body: JSON.stringify({ ...order, currency: "USD" }) });
    }
    return response;
  },
  "takes a body that breaks off": answering(status(400, 201)),
  "has other names for a contact's fields": body((text) => text.replaceAll('"first_name":', '"firstname":')),
  "has nothing under the ids that it gives": body((text) => text.replaceAll('"id":"cus_', '"id":"cus_x')),
  "does not say who is in the way": body((text) => text.replace(/(already"),"id":"[^"]*"/, "$1")),
  "never replaces tags": seeing((contact) => {
    delete contact.tags;
  }),
  "never lifts a suppression": seeing((contact) => {
    if (contact.email === undefined) delete contact.email_consent;
  }),
  "does not say that an endpoint is deprecated": without("deprecation"),
  "counts one contact too many": body((text) =>
    text.replace(/"total_count":(\d+)/, (_, count) => `"total_count":${Number(count) + 1}`),
  ),
  "lists all contacts whatever the filter": (fetch) => (input, init) =>
    fetch(String(input).replace(/\?(?!per_page|page).*/, ""), init),
  "gives access tokens for a day": body((text) => text.replace('"expires_in":7200', '"expires_in":86400')),
  "has no flat errors": body((text) => text.replace(/\{"error":("invalid_\w+")\}/, '{"error":{"code":$1}}')),
  "has no OAuth": (fetch) => (input, init) =>
    String(input).includes("/oauth/")
      ? Promise.resolve(Response.json({ error: "unknown" }, { status: 404 }))
      : fetch(input, init),
  "says nothing of a budget": without("x-ratelimit-remaining-minute"),
  "does not say when to come back": without("retry-after"),
  "always has as much left": (fetch) => async (input, init) => {
    const response = await fetch(input, init);
    const headers = new Headers(response.headers);
    if (headers.get("x-ratelimit-remaining-day") !== "0") headers.set("x-ratelimit-remaining-day", "5");
    return new Response(await response.text(), { status: response.status, headers });
  },
  "has another status for too many requests": answering(status(429, 503)),
};
