import { InvalidInputError } from "privy-orders";
import { describe, expect, it } from "vitest";
import { formatPath } from "../../src/errors/invalid-input-error.js";

describe("an InvalidInputError", () => {
  it("lists every problem in its message, each where one would look for it in code", () => {
    const error = new InvalidInputError("The order was not sent", [
      { code: "invalid", path: ["line_items", 0, "price"], message: "must be a number" },
      { code: "invalid", path: [], message: "must have email or phone" },
    ]);
    expect(error.message).toBe(
      "The order was not sent:\n  line_items[0].price: must be a number\n  input: must have email or phone",
    );
    expect(error).toMatchObject({ retryable: false, attempts: 0, code: "invalid_input" });
    expect(error.issues).toHaveLength(2);
  });

  it.each([
    [[], "input"],
    [["email"], "email"],
    [["shipping_address", "country_code"], "shipping_address.country_code"],
    [["line_items", 12, "properties", 3], "line_items[12].properties[3]"],
    [[0, "email"], "[0].email"],
  ])("writes the path %j as %s", (path, text) => {
    expect(formatPath(path)).toBe(text);
  });
});
