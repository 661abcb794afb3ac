import { describe, expect, it } from "vitest";
import { createSeededRandom } from "../../../../src/testing/kit/seeded-random.js";
import { createIdFactory, type IdKind } from "../../../../src/testing/privy/account/ids.js";

const makeFactory = (seed: number) => createIdFactory(createSeededRandom(seed));

describe("createIdFactory", () => {
  it.each<[IdKind, RegExp]>([
    ["contactId", /^cus_[a-z0-9]{16}$/],
    ["apiToken", /^privy_[0-9a-f]{40}$/],
    ["accessToken", /^[a-z0-9]{43}$/],
    ["clientId", /^[a-z0-9]{43}$/],
    ["clientSecret", /^[a-z0-9]{43}$/],
    ["integrationToken", /^[0-9a-f]{32}$/],
    ["integrationId", /^int_[a-z0-9]{16}$/],
    ["flowRunId", /^run_[a-z0-9]{16}$/],
    ["requestId", /^req_[a-z0-9]{16}$/],
  ])("makes a %s as documented, the same for the same seed, and never twice", (kind, form) => {
    const [left, right] = [makeFactory(1), makeFactory(1)];
    const ids = Array.from({ length: 200 }, () => left.make(kind));
    for (const id of ids) expect(id).toMatch(form);
    expect(new Set(ids).size).toBe(200);
    expect(Array.from({ length: 200 }, () => right.make(kind))).toEqual(ids);
    expect(makeFactory(2).make(kind)).not.toBe(ids[0]);
  });

  it("never changes the ids of a seed, since recorded tests hold them", () => {
    expect(createIdFactory(createSeededRandom("privy")).make("contactId")).toBe("cus_umynkuk98sal7qjo");
  });

  it("does not let the number of one kind change the ids of another", () => {
    const [left, right] = [makeFactory(1), makeFactory(1)];
    left.make("flowRunId");
    expect(left.make("contactId")).toBe(right.make("contactId"));
  });

  it("goes on from where it was saved, also through JSON", () => {
    const factory = makeFactory(1);
    factory.make("contactId");
    const saved = JSON.stringify(factory.save());
    const next = factory.make("contactId");
    const other = makeFactory(2);
    other.restore(JSON.parse(saved));
    expect(other.make("contactId")).toBe(next);
  });
});
