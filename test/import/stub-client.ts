import { type OrderInput, PrivyClient, type PrivyClientOptions } from "privy-orders";

export const order = (id: number, more: Partial<OrderInput> = {}): OrderInput =>
  ({
    order_id: id,
    email: `buyer${id}@example.com`,
    total: 95,
    currency: "USD",
    order_date: "2025-06-01T00:00:00Z",
    ...more,
  }) as OrderInput; // a spread of parts has lost that there is a contact

export const orders = (count: number): OrderInput[] =>
  Array.from({ length: count }, (_, index) => order(index + 1));

type Respond = (count: number, body: Record<string, unknown>) => Response | Promise<Response>;

/** A client whose fetch gets its response from a function of the request's number and body. */
export function stubClient(
  respond: Respond = stored,
  options: Partial<PrivyClientOptions> = {},
): { client: PrivyClient; bodies: Record<string, unknown>[] } {
  const bodies: Record<string, unknown>[] = [];
  const client = new PrivyClient({
    token: "privy_test",
    maxAttempts: 1,
    fetch: async (_url, request) => {
      const body: Record<string, unknown> = JSON.parse(request.body ?? "{}");
      bodies.push(body);
      return respond(bodies.length, body);
    },
    ...options,
  });
  return { client, bodies };
}

export const stored = (_count: number, body: Record<string, unknown>): Response =>
  Response.json({ data: { order_id: body.order_id } }, { status: 201 });

export const failure = (status: number, code: string, field?: string): Response => {
  const details = field === undefined ? {} : { details: [{ field, message: "is bad" }] };
  return Response.json({ error: { code, message: "No", ...details } }, { status });
};
