import { createFakePrivy } from "privy-orders/testing";
import { expect, it } from "vitest";
import { recordProof } from "../support/record-proof.js";
import { leastOrder } from "../support/scripted-server.js";
import { fuzzRuns, fuzzTimeoutMs } from "./fuzz-runs.js";

const FAULTS = ["500", "502", "503", "504", "reset", "answer-lost", "half-body", "truncated-json"] as const;

it(
  "any number of calls at once are stored once each, through faults, without a warning of Node's",
  async () => {
    const calls = Math.max(1_000, fuzzRuns * 10);
    const privy = createFakePrivy({ rateLimit: false, keepRequests: 0 });
    const chaos = privy.chaos({ rate: 0.05, faults: FAULTS, seed: "concurrent" });
    const client = privy.client({ maxAttempts: 10 });
    const warnings: string[] = [];
    const onWarning = ({ name }: Error): void => void warnings.push(name);
    process.on("warning", onWarning);
    const controller = new AbortController();
    let atOnce = 0;
    const results = Array.from({ length: calls }, async (_, index) => {
      const order = { ...leastOrder, order_id: index + 1, total: 10 + index };
      const call = client.orders.upsert(order, { signal: controller.signal });
      atOnce = Math.max(atOnce, client.inFlight);
      await call;
    });
    const failed = (await Promise.allSettled(results)).filter(({ status }) => status === "rejected").length;
    // A warning is emitted in a later turn.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", onWarning);
    const stored = new Map(privy.orders.map((order) => [Number(order.order_id), Number(order.total_amount)]));
    let wrong = 0;
    for (let index = 0; index < calls; index += 1) if (stored.get(index + 1) !== 10 + index) wrong += 1;
    recordProof("concurrent-calls", {
      calls,
      atOnce,
      faults: chaos.injected,
      failed,
      wrong,
      warnings: warnings.length,
    });
    expect({ failed, wrong, warnings, stored: stored.size }).toEqual({
      failed: 0,
      wrong: 0,
      warnings: [],
      stored: calls,
    });
    expect(client.inFlight).toBe(0);
  },
  fuzzTimeoutMs,
);
