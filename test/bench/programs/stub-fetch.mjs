const fields = new Map([["content-type", "application/json"]]);
const headers = {
  get: (name) => fields.get(name) ?? null,
  has: (name) => fields.has(name),
  forEach: (callback) => fields.forEach(callback),
};
/** A `fetch` that responds at once and never touches the network: what is left is what the client itself costs. */
export async function stubFetch(_url, { body }) {
  // The client refuses a response about another order than the one it sent.
  const [, id] = /"order_id":"?(\d+)/.exec(body);
  return { status: 201, headers, body: null, text: () => Promise.resolve(`{"data":{"order_id":${id}}}`) };
}
