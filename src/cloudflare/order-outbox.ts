import { clockOf } from "../http/options/clock-of.js";
import type { SharedRateBudget, SharedRateBudgetOptions } from "../http/rate/shared/store-budget.js";
import { optionsFromEnv } from "../privy/options-from-env.js";
import { PrivyClient } from "../privy/privy-client.js";
import { createSharedRateBudget } from "../privy/shared-rate-budget.js";
import { QUEUE_DEFAULTS } from "../queue/queue-options.js";
import { sqliteRateStore } from "../sqlite/sqlite-rate-store.js";
import type { OutboxRequest, OutboxState } from "./durable-object.js";
import type { OutboxDelivery } from "./outbox-delivery.js";
import { OutboxHost } from "./outbox-host.js";
import { OutboxSql } from "./outbox-sql.js";
import { OUTBOX_TABLES } from "./outbox-store.js";

/** The variables and secrets of a Worker. */
function textsOf(env: unknown): Record<string, string> {
  const all: [string, unknown][] = typeof env === "object" && env !== null ? Object.entries(env) : [];
  return Object.fromEntries(all.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/**
 * A durable queue in a Durable Object with SQLite: it stores the orders of `outboxOf(…).enqueue`, and delivers them by
 * its alarm instead of a worker. Export it, or a class that extends it, from the Worker, and list the class in
 * `new_sqlite_classes`.
 *
 * ```ts
 * export class Outbox extends OrderOutbox<Env> {
 *   protected override delivery() {
 *     return { client: new PrivyClient({ token: this.env.PRIVY_API_TOKEN, rateBudget: this.rateBudget() }) };
 *   }
 * }
 * ```
 *
 * @see outboxOf
 */
export class OrderOutbox<Env = unknown> {
  protected readonly ctx: OutboxState;
  protected readonly env: Env;
  #host: OutboxHost | undefined;

  constructor(ctx: OutboxState, env: Env) {
    this.ctx = ctx;
    this.env = env;
  }

  /**
   * What the object delivers with; asked for once in its life. Default: a client made of the Worker's variables and secrets
   * `PRIVY_API_TOKEN` (or `PRIVY_CLIENT_ID` and `PRIVY_CLIENT_SECRET`), `PRIVY_INTEGRATION_TOKEN` and `PRIVY_BASE_URL`. While
   * it fails, orders are kept and wait.
   */
  protected delivery(): OutboxDelivery | Promise<OutboxDelivery> {
    return { client: new PrivyClient(optionsFromEnv({ rateBudget: this.rateBudget() }, textsOf(this.env))) };
  }

  /**
   * The pace of an account, kept in the object's storage, so that an object that was put to sleep knows what it has spent.
   *
   * @param account its name; default `default`
   */
  protected rateBudget(
    account: string = QUEUE_DEFAULTS.account,
    options: Omit<SharedRateBudgetOptions, "store"> = {},
  ): SharedRateBudget {
    const place = { account, clock: clockOf(options) };
    return createSharedRateBudget({
      ...options,
      store: sqliteRateStore(new OutboxSql(this.ctx.storage), OUTBOX_TABLES, place),
    });
  }

  #begun(): OutboxHost {
    this.#host ??= new OutboxHost(this.ctx.storage, () => this.delivery());
    return this.#host;
  }

  /** Handles the calls of `outboxOf`. Never pass it a request from outside, which could read and change the orders. */
  fetch(request: OutboxRequest): Promise<Response> {
    return this.#begun().fetch(request);
  }

  /** Called by Cloudflare when an order falls due. */
  alarm(): Promise<void> {
    return this.#begun().alarm();
  }
}
