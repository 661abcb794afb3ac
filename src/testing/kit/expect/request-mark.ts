import type { FakeRequest, LogPosition, RequestLog } from "../log/request-log.js";
import { FakeUsageError } from "../options/fake-usage-error.js";

/** A point between two requests of one fake, for `expect.noRequestAfter`. It ends with a `reset` or `restore`. */
export class RequestMark {
  readonly #position: LogPosition;

  /** Marks come from `privy.mark()`. */
  constructor(position: LogPosition) {
    this.#position = position;
    Object.freeze(this);
  }

  /**
   * Returns how many requests had arrived at the mark.
   *
   * @param mark a mark, or a request of `requests`, which counts too
   * @throws FakeUsageError for anything else, or one from before a `reset` or `restore`
   */
  static countAt(mark: unknown, log: RequestLog): number {
    if (typeof mark === "object" && mark !== null && #position in mark) {
      const { count, era } = mark.#position;
      if (era === log.position().era) return count;
      throw new FakeUsageError(
        "This mark is of another fake, or older than a reset() or restore(): create one where the test begins to count.",
      );
    }
    const request = log.all().find((one) => one === mark);
    if (request !== undefined) return numberOf(request);
    throw new FakeUsageError(
      "noRequestAfter takes a mark of privy.mark(), or a request that privy.requests has now.",
    );
  }

  /** Returns the requests after the first `count` ones, as far as the log has kept them. */
  static requestsAfter(count: number, log: RequestLog): readonly FakeRequest[] {
    return log.all().filter((request) => numberOf(request) > count);
  }
}

/** Requests are numbered in the order of their responses. */
function numberOf({ id }: FakeRequest): number {
  return Number(id.slice("req_".length));
}
