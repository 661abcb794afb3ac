import { describe, expect, it } from "vitest";
import { createAccount } from "../../../support/fake.js";

const header = (token: string) => ({ headers: { "X-Privy-Integration-Token": token } });
const one = [{ id: "int_one", token: "one" }];
const two = [...one, { id: "int_two", token: "two" }];

describe("the tie of an order to a Custom Integration", () => {
  it("follows the header when that names an active one", async () => {
    const { place, privy } = createAccount({ integrations: two });
    expect((await place({}, header("two"))).status).toBe(201);
    expect(privy.orders[0]?.integration_id).toBe("int_two");
  });

  it("is made without a header when the account has exactly one", async () => {
    const { place, privy } = createAccount({ integrations: one });
    await place();
    expect(privy.orders[0]?.integration_id).toBe("int_one");
  });

  it("is missing without a header when the account has none or several", async () => {
    for (const integrations of [[], two]) {
      const { place, privy } = createAccount({ integrations });
      expect((await place()).status).toBe(201);
      expect(privy.orders[0]?.integration_id).toBeNull();
    }
  });

  it("refuses a header that names none, or a deactivated one, with 422 and its name", async () => {
    const { place, problems, privy } = createAccount({ integrations: one });
    const problem = "X-Privy-Integration-Token: does not match an active Custom Integration";
    expect(await problems({}, header("wrong"))).toEqual([problem]);
    privy.integrations.deactivate("one");
    const refused = await place({}, header("one"));
    expect(refused.details?.map(({ field, message }) => `${field}: ${message}`)).toEqual([problem]);
    expect(refused.text).not.toContain('"one"');
    expect(privy.orders).toEqual([]);
  });

  it("judges the header before the fields", async () => {
    const { problems } = createAccount();
    expect(await problems({ total: "x" }, header("wrong"))).toHaveLength(1);
  });

  it("counts only active ones for exactly one", async () => {
    const { place, privy } = createAccount({ integrations: two });
    privy.integrations.deactivate("int_two");
    await place();
    expect(privy.orders[0]?.integration_id).toBe("int_one");
  });

  it("is kept by an update without the header, and changed by one with another", async () => {
    const { place, privy } = createAccount({ integrations: two });
    await place({}, header("two"));
    await place({ total: 1 });
    expect(privy.orders[0]?.integration_id).toBe("int_two");
    await place({}, header("one"));
    expect(privy.orders[0]?.integration_id).toBe("int_one");
  });

  it("is made for an initial_sync too", async () => {
    const { place, privy } = createAccount({ integrations: one });
    await place({ initial_sync: true });
    expect(privy.orders[0]).toMatchObject({ integration_id: "int_one", initial_sync: true });
  });

  it("serves an integration that is created while the account is in use", async () => {
    const { place, privy } = createAccount();
    const made = privy.integrations.create({ name: "New shop" });
    expect(made).toMatchObject({
      name: "New shop",
      active: true,
      token: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    await place({}, header(made.token));
    expect(privy.orders[0]?.integration_id).toBe(made.id);
    privy.integrations.deactivate(made);
    expect(privy.integrations.list()[0]?.active).toBe(false);
  });
});
