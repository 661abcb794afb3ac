import { InvalidInputError, PrivyClient } from "privy-orders";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { optionsFromEnv } from "../../src/privy/options-from-env.js";
import { apiToken } from "../support/scripted-server.js";

const names = [
  "PRIVY_API_TOKEN",
  "PRIVY_CLIENT_ID",
  "PRIVY_CLIENT_SECRET",
  "PRIVY_INTEGRATION_TOKEN",
  "PRIVY_BASE_URL",
];

beforeEach(() => {
  for (const name of names) vi.stubEnv(name, "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("a client from the environment", () => {
  it("takes token, integration token and address from it", () => {
    vi.stubEnv("PRIVY_API_TOKEN", apiToken);
    vi.stubEnv("PRIVY_INTEGRATION_TOKEN", "it-1");
    vi.stubEnv("PRIVY_BASE_URL", "http://localhost:1");
    expect(optionsFromEnv({})).toEqual({
      token: apiToken,
      integrationToken: "it-1",
      baseUrl: "http://localhost:1",
    });
    expect(PrivyClient.fromEnv()).toBeInstanceOf(PrivyClient);
  });

  it("takes an OAuth client from it when it has no token, and asks for every scope", () => {
    vi.stubEnv("PRIVY_CLIENT_ID", "id");
    vi.stubEnv("PRIVY_CLIENT_SECRET", "key");
    const scopes = ["contacts_read", "contacts_write", "orders_write"];
    expect(optionsFromEnv({})).toMatchObject({ oauth: { clientId: "id", clientSecret: "key", scopes } });
    vi.stubEnv("PRIVY_API_TOKEN", apiToken);
    expect(optionsFromEnv({})).toMatchObject({ token: apiToken });
    expect(optionsFromEnv({})).not.toHaveProperty("oauth");
  });

  it("prefers what the caller gives, and keeps the caller's other options", () => {
    vi.stubEnv("PRIVY_API_TOKEN", "from-env");
    vi.stubEnv("PRIVY_BASE_URL", "https://env.example");
    const given = { token: apiToken, baseUrl: "https://own.example", timeoutMs: 5 };
    expect(optionsFromEnv(given)).toMatchObject(given);
    const oauth = { clientId: "own", clientSecret: "own", scopes: ["orders_write"] as const };
    expect(optionsFromEnv({ oauth })).toMatchObject({ oauth, token: undefined });
  });

  it.each([{}, { PRIVY_CLIENT_ID: "id" }, { PRIVY_CLIENT_SECRET: "s3cret" }])(
    "names the variables that are missing or empty: %j",
    (variables) => {
      for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
      expect(() => PrivyClient.fromEnv()).toThrow(InvalidInputError);
      expect(() => PrivyClient.fromEnv()).toThrow(/PRIVY_API_TOKEN.*PRIVY_CLIENT_ID.*PRIVY_CLIENT_SECRET/);
      expect(() => PrivyClient.fromEnv()).not.toThrow(/s3cret/);
    },
  );

  it("refuses a token that was copied with its line break, without quoting it", () => {
    vi.stubEnv("PRIVY_API_TOKEN", "s3cret\n");
    expect(() => PrivyClient.fromEnv()).toThrow(/token: must not begin or end with a blank or a line break/);
    expect(() => PrivyClient.fromEnv()).not.toThrow(/s3cret/);
  });

  it("states what to do in a runtime that has no environment", () => {
    for (const process of [undefined, null, 5, {}, { env: null }]) {
      vi.stubGlobal("process", process);
      expect(() => PrivyClient.fromEnv()).toThrow(/no environment; use new PrivyClient/);
      expect(PrivyClient.fromEnv({ token: apiToken })).toBeInstanceOf(PrivyClient);
    }
  });
});
