import { describe, expect, it } from "vitest";
import { credentialIssues, credentialProblem } from "../../../src/http/options/header-value.js";

describe("a credential that is to stand in a header", () => {
  it.each([`privy_${"0a".repeat(20)}`, "x", "a.b-c_d~e+f/g==", "!"])("is sent as it is: %s", (value) => {
    expect(credentialProblem(value)).toBeUndefined();
    expect(credentialIssues(value, "token")).toEqual([]);
  });

  it.each([
    ["a line break at its end", "s3cret\n", "trim"],
    ["a blank at its beginning", " s3cret", "trim"],
    ["a no-break space at its end", "s3cret\u00a0", "trim"],
    ["a second header", "s3cret\r\nx-evil: 1", "visible ASCII"],
    ["a blank within", "s3 cret", "visible ASCII"],
    ["a NUL", "s3\0cret", "visible ASCII"],
    ["a letter beyond ASCII", "s3crét", "visible ASCII"],
    ["a zero-width space", "s3\u200bcret", "visible ASCII"],
    ["the word Bearer", "Bearer s3cret", "Bearer"],
    ["the word bearer and a tab", "bearer\ts3cret", "Bearer"],
    ["nothing in it", "", "empty"],
    ["no text", 5, "text"],
    ["null", null, "text"],
    ["an object", { toString: () => "s3cret" }, "text"],
  ])("is refused with %s, and not quoted", (_, value, says) => {
    const problem = credentialProblem(value);
    expect(problem).toContain(says);
    expect(problem).not.toMatch(/s3/);
    expect(credentialIssues(value, "token")).toEqual([
      { code: "invalid", path: ["token"], message: problem },
    ]);
  });
});
