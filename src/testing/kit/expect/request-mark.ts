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
   * How many requests had come by then.
   *
   * @param mark a mark, or a request as it stands in `requests`: then it counts too
   * @throws FakeUsageError when it is neither, or belongs to what is no longer
   */
  static countAt(mark: unknown, log: RequestLog): number {
    if (typeof mark === "object" && mark !== null && #position in mark) {
      const { count, era } = mark.#position;
      if (era === log.position().era) return count;
      throw new FakeUsageError(
        "This mark is of another fake, or was made before reset() or restore(): make one where the test begins to count.",
      );
    }
    const request = log.all().find((one) => one === mark);
    if (request !== undefined) return numberOf(request);
    throw new FakeUsageError(
      "noRequestAfter takes what privy.mark() gave back, or one of privy.requests as it stands there now.",
    );
  }

  /** The requests after the first `count` ones, as far as the log has kept them. */
  static requestsAfter(count: number, log: RequestLog): readonly FakeRequest[] {
    return log.all().filter((request) => numberOf(request) > count);
  }
}

/** Requests are numbered in the order in which they were answered. */
function numberOf({ id }: FakeRequest): number {
  return Number(id.slice("req_".length));
}
