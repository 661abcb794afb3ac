import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskText } from "../../../src/http/redaction/mask.js";

describe("a server's text, before an error quotes it", () => {
  it("stays as it is when it names only fields and rules", () => {
    const text = "phone is invalid: must be E.164, at most 15 digits (see /docs/orders#phone)";
    expect(maskText(text, ["Ada", "ada@example.com"])).toBe(text);
  });

  it.each([
    "ada@example.com",
    "Ada.Lovelace+shop@mail.example.co.uk",
    "ada%40example.com",
    "müller@bücher.example",
    "a@b",
    "mailto:ada@example.com",
  ])("loses an e-mail address that the call did not have: %s", (address) => {
    const masked = maskText(`the address <${address}> is taken`, []);
    expect(masked).not.toContain(address.replace("mailto:", ""));
    expect(masked).toContain("[email]");
  });

  it.each([
    "+14155550123",
    "14155550123",
    "(415) 555-0123",
    "415.555.0123",
    "415 - 555 - 0123",
    "0171/1234567",
    "+44 (0)20 7946 0018",
    "0049 30 123456",
    "４１５５５５０１２３",
    "415–555–0123",
  ])("loses a phone number in any spelling: %s", (phone) => {
    expect(maskText(`phone ${phone} is taken`, [])).toMatch(/^phone \(?\[number\] is taken$/);
  });

  it.each([
    `privy_${"0a".repeat(20)}`,
    "Bearer abc.def-ghi",
    "Basic dXNlcjpwYXNz",
    "sk_live_abcdef",
    "550e8400-e29b-41d4-a716-446655440000",
    "abcdefab-cdef-4bcd-8abc-abcdefabcdef",
    "deadbeef".repeat(5).replace("d", "0"),
  ])("loses what looks like a credential: %s", (credential) => {
    expect(maskText(`token ${credential} expired`, [])).toBe("token [credential] expired");
  });

  it("loses the given values in any case, also inside other words", () => {
    expect(maskText("LOVELACE, lovelaces and xLovelacex", ["Lovelace"])).toBe(
      "[masked], [masked]s and x[masked]x",
    );
    expect(maskText("Straße 1 and JOSÉ", ["straße 1", "jose\u0301"])).toBe("[masked] and [masked]");
    expect(maskText("İstanbul, ISTANBUL", ["İstanbul"])).toBe("[masked], ISTANBUL");
  });

  it("loses a value of one to three letters only where it stands alone", () => {
    expect(maskText("Al is not Allowed, AL. (al)", ["Al"])).toBe(
      "[masked] is not Allowed, [masked]. ([masked])",
    );
    expect(maskText("95.5 is not 1995.57", ["95.5"])).toContain("[masked] is not");
  });

  it("loses short names of scripts that write without blanks", () => {
    expect(maskText("姓名李雷无效", ["李雷"])).toBe("姓名[masked]无效");
  });

  it("takes values literally, not as patterns", () => {
    expect(maskText("a.b a+b (x|y) [z] $& \\d axb", ["a.b*", "(x|y)", "[z]", "$&a", "\\d+", ".*", "^"])).toBe(
      "a.b a+b [masked] [masked] $& \\d axb",
    );
  });

  it("loses values that overlap, as one", () => {
    expect(maskText("<abcdefghij>", ["abcd", "cdefghij"])).toBe("<[masked]>");
    expect(maskText("Ada Lovelace Street", ["Ada Lovelace", "Lovelace Street"])).toBe("[masked]");
  });

  it("loses a value that is split by line breaks, or hidden with invisible characters", () => {
    expect(maskText("at 12 Main\r\nApt 4!", ["12 Main\nApt 4"])).toBe("at [masked]!");
    expect(maskText("Love\u200blace and Love\u00adlace", ["Lovelace"])).toBe("[masked] and [masked]");
  });

  it("cannot forge lines of a log, or turn the text around", () => {
    expect(maskText("a\r\nERROR b\u001b[31m\u2028c\u202ed", [])).toBe("a ERROR b [31m cd");
  });

  it("ignores values without a letter or digit", () => {
    expect(maskText("a-b, c", ["-", " ", "", ","])).toBe("a-b, c");
  });

  it("is cut to 500 characters", () => {
    expect(maskText("word ".repeat(300), [])).toHaveLength(501);
    expect(maskText("ab,".repeat(166), [])).toBe("ab,".repeat(166));
  });

  it("does not let half a value through where reading stops", () => {
    const secret = `hunter-${"z".repeat(90)}`;
    for (let shift = 0; shift < 100; shift += 7) {
      const masked = maskText(`${"-".repeat(shift)}${Array(60).fill(secret).join(" ")}`, [secret]);
      expect(masked).not.toContain("hunter");
      expect(masked).not.toContain("zzz");
    }
  });

  it("does not let the beginning of a very long value through", () => {
    const note = "call me at noon ".repeat(500);
    expect(maskText(note, [note])).not.toContain("noon");
  });

  it("is withheld as a whole when there are too many values to look for", () => {
    const many = Array.from({ length: 2_001 }, (_, index) => `value${index}`);
    expect(maskText("value7 is bad", many)).toBe("[withheld: too many values to mask]");
    expect(maskText("bad", Array(60).fill("v".repeat(2_000)))).toBe("[withheld: too many values to mask]");
  });

  it("contains none of the values, wherever a server puts them", () => {
    const value = fc
      .string({ minLength: 4, maxLength: 40, unit: "grapheme" })
      .filter((text) => /[\p{L}\p{N}]/u.test(text));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), fc.array(fc.string()), (values, words) => {
        const wanted = values.map((text) => text.trim().toLowerCase()).filter((text) => text.length >= 4);
        const text = words.flatMap((word, index) => [word, values[index % values.length]]).join("");
        const masked = maskText(text, values)
          .replaceAll(/\[\w+\]/g, "\n")
          .toLowerCase();
        for (const secret of wanted) expect(masked).not.toContain(secret);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a hostile text", () => {
  const hostile: [string, string][] = [
    ["letters", "a".repeat(100_000)],
    ["digits", "1".repeat(100_000)],
    ["digits and blanks", "1 - ".repeat(25_000)],
    ["at signs", "@".repeat(100_000)],
    ["almost addresses", "a@".repeat(50_000)],
    ["dashes and underscores", "-_".repeat(50_000)],
    ["bearers", "bearer ".repeat(14_000)],
    ["combining marks", "e\u0301".repeat(50_000)],
    ["capitals that grow", "ŉ".repeat(100_000)],
  ];

  it.each(hostile)("of 100,000 characters takes little time: %s", (_, text) => {
    const values = Array.from({ length: 1_900 }, (_, index) => `${"a".repeat(40)}${index}`);
    const startedAt = performance.now();
    maskText(text, values);
    maskText(text, ["a".repeat(3_999), "1".repeat(3_999), text]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
