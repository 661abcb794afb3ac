/** One request of a served fake, as its lists and events show it. */
export interface RequestSummary {
  /** Its position: requests are counted from 1. */
  readonly n: number;
  /** When it arrived, by the fake's clock: ISO 8601, UTC. */
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** The status of the response; 0 when a fault left no response. */
  readonly status: number;
  /** What the client saw: a status, or that the response was `lost`, `late` or `cut`. */
  readonly seen: number | "lost" | "late" | "cut";
  readonly outcome?: "created" | "updated";
  /** The `code` of a refusal. */
  readonly code?: string;
  /** The fields of a 422. */
  readonly fields?: readonly string[];
  /** The id of the order that it is about. */
  readonly order?: string;
  /** The id of the contact that it is about. */
  readonly contact?: string;
  /** That contact's email or phone. */
  readonly who?: string;
  /** A decimal text: `95.00`. */
  readonly total?: string;
  readonly currency?: string;
  /** How many fields an update changed. */
  readonly changed?: number;
  /** The flows that it started. */
  readonly flows?: readonly string[];
  /** How many flows looked at it and did not start. */
  readonly notStarted?: number;
  /** The name of the fault that struck it. */
  readonly fault?: string;
  /** What is worth a look, by code. */
  readonly hints?: readonly string[];
  /** How many fields of the body were ignored. */
  readonly ignored?: number;
  /** The position of the request that it repeats. */
  readonly replayOf?: number;
  /** Whether the order was sent with `initial_sync`. */
  readonly imported?: true;
  /** How long the response took, in milliseconds of the machine. */
  readonly ms: number;
  /** The name of the token. */
  readonly token?: string;
}
