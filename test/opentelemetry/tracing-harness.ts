import { context, propagation, type TextMapPropagator, type Tracer, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import {
  type FetchLike,
  type FetchRequest,
  type OrderInput,
  PrivyClient,
  type PrivyClientOptions,
} from "privy-orders";
import { createVirtualClock } from "privy-orders/testing";

/** A customer's values and secrets, none of which a span may hold. */
export const secrets: Readonly<Record<"token" | "email" | "lastName" | "orderId", string>> = {
  token: "privy_5ecre75ecre75ecre75ecre75ecre75ecre7",
  email: "ada.lovelace@example.com",
  lastName: "Lovelace-Byron",
  orderId: "987654321012345",
};

export const order: OrderInput & { readonly email: string } = {
  order_id: secrets.orderId,
  total: 95,
  currency: "USD",
  order_date: "2026-01-01T00:00:00Z",
  email: secrets.email,
  shipping_address: { last_name: secrets.lastName, country_code: "US" },
};

/** A span as a test looks at it. */
export interface SeenSpan extends ReadableSpan {
  readonly id: string;
  readonly parentId: string | undefined;
}

export interface Tracing {
  readonly tracer: Tracer;
  /** In the order in which they ended. */
  spans(): readonly SeenSpan[];
  /** The only span of that name. */
  span(name: string): SeenSpan;
}

/** A real SDK that keeps its spans in memory. */
export function createTracing(): Tracing {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  const spans = (): SeenSpan[] =>
    exporter.getFinishedSpans().map((span) =>
      Object.assign(Object.create(span), {
        id: span.spanContext().spanId,
        parentId: span.parentSpanContext?.spanId,
      }),
    );
  return {
    tracer: provider.getTracer("test"),
    spans,
    span(name) {
      const [found, ...others] = spans().filter((span) => span.name === name);
      if (found === undefined || others.length > 0) {
        throw new Error(`not exactly one ${name} in: ${spans().map((span) => span.name)}`);
      }
      return found;
    },
  };
}

/** What an application with the usual SDK has registered: async context, trace context and baggage. */
export function registerGlobals(): void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const propagators: TextMapPropagator[] = [new W3CTraceContextPropagator(), new W3CBaggagePropagator()];
  propagation.setGlobalPropagator(new CompositePropagator({ propagators }));
}

export function unregisterGlobals(): void {
  context.disable();
  propagation.disable();
  trace.disable();
}

export interface StubbedClient {
  readonly client: PrivyClient;
  /** What reached `fetch`, in order. */
  readonly requests: readonly FetchRequest[];
}

export const accepted = (status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify({ data: { order_id: order.order_id } }), { status, headers });

export const refused = (status: number): Response => new Response("{}", { status });

/** A client whose requests get these answers in turn; pauses take no real time. */
export function stubbedClient(
  replies: readonly (Response | Error | ((request: FetchRequest) => Promise<Response>))[],
  options: Partial<PrivyClientOptions>,
): StubbedClient {
  const requests: FetchRequest[] = [];
  const fetch: FetchLike = async (_url, request) => {
    const reply = replies[requests.length];
    requests.push(request);
    if (reply === undefined) throw new Error("The test has no reply for this request.");
    if (reply instanceof Error) throw reply;
    return typeof reply === "function" ? reply(request) : reply;
  };
  const credential = options.oauth === undefined ? { token: secrets.token } : {};
  return {
    client: new PrivyClient({ ...credential, clock: createVirtualClock(), fetch, ...options }),
    requests,
  };
}
