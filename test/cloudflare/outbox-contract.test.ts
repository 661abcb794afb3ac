import { describe } from "vitest";
import { Bench } from "../queue/contract/contract-support.js";
import { describeEngine } from "../queue/contract/engine-contract.js";
import { describeFailing } from "../queue/contract/failing.js";
import { describeOperating } from "../queue/contract/operating.js";
import { describeStoring } from "../queue/contract/storing.js";
import { createDeliveringOutbox, createOutbox } from "./outbox-under-test.js";

describeEngine({
  name: "a Durable Object",
  async create() {
    const outbox = createOutbox();
    // Here a Worker delivers what the object keeps; below the object does so itself.
    outbox.place.hasAlarms = false;
    outbox.deliver = () => ({ client: () => undefined });
    return outbox;
  },
});

describe("a Durable Object that delivers by its alarm", () => {
  const bench = new Bench({ name: "a Durable Object's alarm", create: createDeliveringOutbox });
  describeStoring(bench);
  describeFailing(bench);
  describeOperating(bench);
});
