import { createRateBudget, InvalidInputError, PrivyClient } from "privy-orders";
import { expect, it } from "vitest";

it.each([
  [{ liveReserve: 3 }, "liveReserve: must be a number from 0 to 1"],
  [{ liveReserve: "0.1" }, "liveReserve: must be a number from 0 to 1"],
  [{ liveReserv: 0.1 }, "liveReserv: unknown option of createRateBudget; did you mean liveReserve?"],
  [{ windows: [] }, "windows: unknown option of createRateBudget"],
  [null, "must be an object of options"],
])("a budget is refused with %j, and not made without its reserve", (options, message) => {
  // @ts-expect-error not every case has the right type
  const create = () => createRateBudget(options);
  expect(create).toThrow(InvalidInputError);
  expect(create).toThrow(message);
});

it("a budget that no function of the package made is refused by both names", () => {
  expect(() => new PrivyClient({ token: "privy_test", rateBudget: {} })).toThrow(
    "rateBudget: must be made by createRateBudget or createSharedRateBudget",
  );
});
