import type { FakeRequest, LogPosition, RequestLog } from "../log/request-log.js";
import { describeRequest } from "./describe-request.js";
import { FakeAssertionError } from "./fake-assertion-error.js";
import { listSome } from "./list-some.js";
import { RequestMark } from "./request-mark.js";

/** Expectations that no request arrives, and the marks from which requests are counted. */
export interface RequestExpectations {
  mark(): RequestMark;
  noRequestAfter(mark: RequestMark | FakeRequest): void;
  noMoreRequests(): void;
}

/** Creates the marks and their expectations. */
export function createRequestExpectations(log: () => RequestLog): RequestExpectations {
  let lastMark: LogPosition | undefined;

  function expectNoneAfter(before: number, since: string): void {
    const { count } = log().position();
    const more = count - before;
    if (more === 0) return;
    const kept = RequestMark.requestsAfter(before, log());
    const dropped = more === kept.length ? "" : `\n  … of which the log has dropped ${more - kept.length}`;
    throw new FakeAssertionError(
      `${more} ${more === 1 ? "request" : "requests"} came ${since}:\n${listSome(kept.map(describeRequest), 20)}${dropped}`,
      { expected: 0, actual: more },
    );
  }

  return {
    mark() {
      lastMark = log().position();
      return new RequestMark(lastMark);
    },
    noRequestAfter(mark) {
      const since = mark instanceof RequestMark ? "after the mark" : "after that one";
      expectNoneAfter(RequestMark.countAt(mark, log()), since);
    },
    noMoreRequests() {
      const { era, eraStart } = log().position();
      if (lastMark?.era === era) expectNoneAfter(lastMark.count, "after the latest mark");
      else expectNoneAfter(eraStart, "although no mark was made before");
    },
  };
}
