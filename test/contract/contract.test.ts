import { createFakePrivy } from "privy-orders/testing";
import { describe, it } from "vitest";
import { CONTRACT } from "./cases.js";
import type { ContractCase } from "./contract-case.js";
import { fakeUnderTest } from "./fake-under-test.js";
import { realAccount } from "./real-account.js";

function eachCase(define: (name: string, one: ContractCase) => void): void {
  for (const [chapter, cases] of Object.entries(CONTRACT)) {
    describe(chapter, () => {
      for (const one of cases) define(`${one.title} (${one.page})`, one);
    });
  }
}

describe("the fake Privy, through its fetch", () => {
  eachCase((name, { run }) => {
    it(name, async () => {
      const privy = createFakePrivy();
      await run(fakeUnderTest(privy, privy.fetch));
    });
  });
});

describe("the fake Privy, through the global fetch that MSW intercepts", () => {
  eachCase((name, { run }) => {
    it(name, async () => {
      using privy = createFakePrivy();
      privy.listen({ onUnhandledRequest: "error" });
      await run(fakeUnderTest(privy, (...request) => globalThis.fetch(...request)));
    });
  });
});

describe("a real account", () => {
  const account = realAccount();
  if (account === undefined) {
    const reason = "PRIVY_LIVE_TOKEN is not set";
    console.log(`contract: not run on a real account: ${reason}`);
    it.skip(`is not there: ${reason}`, () => undefined);
    return;
  }
  eachCase((name, { run, notOnRealAccount }) => {
    if (notOnRealAccount !== undefined) {
      console.log(`contract: not run on the real account: ${name}: ${notOnRealAccount}`);
      it.skip(`${name}: ${notOnRealAccount}`, () => undefined);
    } else it(name, { timeout: 120_000 }, () => run(account));
  });
});
