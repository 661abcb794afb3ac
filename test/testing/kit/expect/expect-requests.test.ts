import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";
import { failureOf, usageMessage } from "../../../support/fake-errors.js";

describe("no request after a mark", () => {
  it("holds until one comes, which is then named", async () => {
    const { place, privy } = createAccount();
    await place();
    const mark = privy.mark();
    privy.expect.noRequestAfter(mark);
    await place({ order_id: 2 });
    await place({ total: "x" });
    const failure = failureOf(() => privy.expect.noRequestAfter(mark));
    expect(failure.message).toMatch(
      /^2 requests came after the mark:\n {2}req_2, .* created the order\n {2}req_3, .* 422/,
    );
    expect([failure.expected, failure.actual]).toEqual([0, 2]);
  });

  it("can be counted from a request", async () => {
    const { place, privy } = createAccount();
    await place();
    await place();
    const [first, last] = privy.requests;
    if (first === undefined || last === undefined) throw new Error("Nothing was logged");
    privy.expect.noRequestAfter(last);
    expect(failureOf(() => privy.expect.noRequestAfter(first)).message).toMatch(
      /^1 request came after that one:/,
    );
    privy.reset();
    expect(usageMessage(() => privy.expect.noRequestAfter(last))).toContain("that privy.requests has now");
  });

  it("is seen although the log keeps none", async () => {
    const { place, privy } = createAccount({ keepRequests: 0 });
    const mark = privy.mark();
    await place();
    expect(failureOf(() => privy.expect.noRequestAfter(mark)).message).toContain("the log has dropped 1");
  });

  it("is refused for a mark that is no longer, or none", async () => {
    const { place, privy } = createAccount();
    const other = createAccount().privy;
    await place();
    const mark = privy.mark();
    const snapshot = privy.snapshot();
    expect(usageMessage(() => other.expect.noRequestAfter(mark))).toContain("of another fake");
    privy.restore(snapshot);
    expect(usageMessage(() => privy.expect.noRequestAfter(mark))).toContain(
      "older than a reset() or restore()",
    );
    const second = privy.mark();
    privy.reset();
    expect(usageMessage(() => privy.expect.noRequestAfter(second))).toContain(
      "older than a reset() or restore()",
    );
    // What a store without types would write.
    for (const wrong of [undefined, null, 5, "req_1", {}, []]) {
      expect(usageMessage(() => privy.expect.noRequestAfter(wrong as never))).toContain("privy.mark()");
    }
    expect(inspect(mark)).toBe("RequestMark {}");
  });
});

describe("no more requests", () => {
  it("counts from the latest mark, else from the beginning", async () => {
    const { place, privy } = createAccount();
    privy.expect.noMoreRequests();
    await place();
    expect(failureOf(() => privy.expect.noMoreRequests()).message).toMatch(
      /^1 request came although no mark was made before:\n {2}req_1/,
    );
    privy.mark();
    privy.expect.noMoreRequests();
    await place();
    expect(failureOf(() => privy.expect.noMoreRequests()).message).toMatch(
      /^1 request came after the latest mark:\n {2}req_2/,
    );
  });

  it("begins anew with reset and restore, whatever the restored log holds", async () => {
    const { place, privy } = createAccount();
    await place();
    const seeded = privy.snapshot();
    await place();
    privy.mark();
    privy.restore(seeded);
    expect(privy.requests).toHaveLength(1);
    privy.expect.noMoreRequests();
    await place();
    expect(failureOf(() => privy.expect.noMoreRequests()).message).toContain("1 request came although");
    privy.reset();
    privy.expect.noMoreRequests();
  });
});
