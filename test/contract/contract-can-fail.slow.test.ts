import { createFakePrivy } from "privy-orders/testing";
import { describe, expect, it } from "vitest";
import { BROKEN_PRIVYS } from "./broken-privys.js";
import { CONTRACT } from "./cases.js";
import type { ContractCase } from "./contract-case.js";
import { fakeUnderTest } from "./fake-under-test.js";

const cases = Object.values(CONTRACT).flat();
const broken = Object.keys(BROKEN_PRIVYS);

async function run(name: string, one: ContractCase): Promise<boolean> {
  const privy = createFakePrivy();
  const token = privy.tokens.list()[0]?.token ?? "";
  const fetch = BROKEN_PRIVYS[name]?.(privy.fetch, token) ?? privy.fetch;
  return one.run(fakeUnderTest(privy, fetch)).then(
    () => true,
    () => false,
  );
}

/** Each case is run once on each Privy, whichever of the two is asked about. */
const results = new Map<ContractCase, Map<string, Promise<boolean>>>();

function passesOn(name: string, one: ContractCase): Promise<boolean> {
  const ofCase = results.get(one) ?? new Map<string, Promise<boolean>>();
  const result = ofCase.get(name) ?? run(name, one);
  results.set(one, ofCase.set(name, result));
  return result;
}

describe("the contract", () => {
  it.each(broken)("is not kept by a Privy that %s", async (name) => {
    const kept = await Promise.all(cases.map((one) => passesOn(name, one)));
    expect(kept).toContain(false);
  });

  it.each(cases)("can be broken in this point: $title", async (one) => {
    const kept = await Promise.all(broken.map((name) => passesOn(name, one)));
    expect(kept).toContain(false);
    // A case that no Privy passes says nothing either.
    expect(await passesOn("none", one)).toBe(true);
  });
});
