/** The used parts of the storage of a Durable Object with SQLite. */
export interface OutboxStorage {
  readonly sql: {
    exec(query: string, ...bindings: (string | number | null)[]): { toArray(): unknown[] };
  };
  transactionSync<Result>(run: () => Result): Result;
  getAlarm(): Promise<number | null>;
  setAlarm(scheduledTime: number): Promise<void>;
  deleteAlarm(): Promise<void>;
  /** Resolves when all writes are durable. */
  sync(): Promise<void>;
}

/** The context of a Durable Object: a `DurableObjectState` fits. */
export interface OutboxState {
  readonly storage: OutboxStorage;
}

/** A request to an object: `Request` fits. */
export interface OutboxRequest {
  readonly url: string;
  json(): Promise<unknown>;
}

/** Reaches one object: a `DurableObjectStub` fits. */
export interface OutboxStub {
  fetch(
    url: string,
    request: { readonly method: string; readonly body: string },
  ): Promise<{ readonly status: number; json(): Promise<unknown> }>;
}

/** The binding of an outbox's class: a `DurableObjectNamespace` fits. */
export interface OutboxNamespace<Id> {
  idFromName(name: string): Id;
  get(id: Id): OutboxStub;
}
