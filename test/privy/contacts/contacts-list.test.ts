import { type Contact, type ContactFilter, UnexpectedResponseError } from "privy-orders";
import { describe, expect, it } from "vitest";
import { jane } from "../../fixtures/contact.js";
import { rejection, type Stub, scriptedPrivy, stubPrivy } from "../../support/scripted-server.js";

/** A Privy that pages as documented over a list which the test may change between two requests. */
function pagedPrivy(ids: string[], onRequest: (index: number) => void = () => undefined): Stub {
  return stubPrivy(({ path }, index) => {
    onRequest(index);
    const query = new URLSearchParams(path.split("?")[1]);
    const page = Number(query.get("page") ?? 1);
    const size = Number(query.get("per_page") ?? 25);
    const data = ids.slice((page - 1) * size, page * size).map((id) => ({ id }));
    const total_pages = Math.ceil(ids.length / size);
    return { body: { data, pagination: { page, per_page: size, total_count: ids.length, total_pages } } };
  });
}

const idsOf = async (contacts: AsyncIterable<Contact>, each?: (id: string) => void): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { id } of contacts) {
    ids.push(id);
    each?.(id);
  }
  return ids;
};
const numbered = (count: number, prefix = "c"): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const pagesAsked = ({ requests }: Stub) =>
  requests.map(({ path }) => Number(new URLSearchParams(path.split("?")[1]).get("page")));

describe("client.contacts.list, iterated", () => {
  it("gives every contact of every page, with the fewest requests", async () => {
    const privy = pagedPrivy(numbered(250));
    expect(await idsOf(privy.client.contacts.list())).toEqual(numbered(250));
    expect(privy.requests.map(({ path }) => path)).toEqual([
      "/contacts?page=1&per_page=100",
      "/contacts?page=2&per_page=100",
      "/contacts?page=3&per_page=100",
    ]);
  });

  it("requests nothing before it is read, and no page that is not needed", async () => {
    const privy = pagedPrivy(numbered(250));
    const list = privy.client.contacts.list();
    expect(privy.requests).toEqual([]);
    for await (const { id } of list) if (id === "c99") break;
    expect(privy.requests).toHaveLength(1);
  });

  it("begins anew each time", async () => {
    const list = pagedPrivy(numbered(3)).client.contacts.list();
    expect(await idsOf(list)).toEqual(await idsOf(list));
  });

  it("sends the filter with each page, normalised", async () => {
    const { client, requests } = stubPrivy(() => ({
      body: { data: [jane], pagination: { page: 1, per_page: 10, total_count: 1, total_pages: 1 } },
    }));
    await idsOf(
      client.contacts.list({
        per_page: 10,
        email: " jane+1@example.com ",
        phone_number: "+1 (212) 555-0123",
        email_consent: "compliance_suppressed",
        sms_consent: "pending",
      }),
    );
    expect(requests[0]?.path).toBe(
      "/contacts?per_page=10&email=jane%2B1%40example.com&phone_number=%2B12125550123&email_consent=compliance_suppressed&sms_consent=pending&page=1",
    );
  });

  it("starts at the given page, by Privy's own size of pages", async () => {
    const privy = pagedPrivy(numbered(60));
    expect(await idsOf(privy.client.contacts.list({ page: 2 }))).toEqual(numbered(60).slice(25));
    expect(pagesAsked(privy)).toEqual([2, 3]);
  });

  it("is empty for an account without contacts, in one request", async () => {
    const privy = pagedPrivy([]);
    expect(await idsOf(privy.client.contacts.list())).toEqual([]);
    expect(privy.requests).toHaveLength(1);
  });

  it("returns no contact twice when contacts are added in between", async () => {
    const ids = numbered(30);
    const privy = pagedPrivy(ids, (index) => {
      if (index > 0 && index < 4) ids.unshift(...numbered(7, `new${index}-`));
    });
    const seen = await idsOf(privy.client.contacts.list({ per_page: 5 }));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => id.startsWith("c"))).toEqual(numbered(30));
  });

  it("skips no contact when the caller deletes each one that it gets", async () => {
    const ids = numbered(23);
    const privy = pagedPrivy(ids);
    const seen = await idsOf(privy.client.contacts.list({ per_page: 5 }), (id) => {
      ids.splice(ids.indexOf(id), 1);
    });
    expect([...seen].sort()).toEqual(numbered(23).sort());
    expect(ids).toEqual([]);
  });

  it("skips no contact when every other one leaves the list", async () => {
    const ids = numbered(47);
    const privy = pagedPrivy(ids);
    const seen = await idsOf(privy.client.contacts.list({ per_page: 4 }), (id) => {
      if (Number(id.slice(1)) % 2 === 0) ids.splice(ids.indexOf(id), 1);
    });
    expect([...seen].sort()).toEqual(numbered(47).sort());
  });

  it("never steps back before the page at which it was started", async () => {
    const ids = numbered(40);
    const privy = pagedPrivy(ids);
    await idsOf(privy.client.contacts.list({ page: 3, per_page: 5 }), (id) => ids.splice(ids.indexOf(id), 1));
    expect(Math.min(...pagesAsked(privy))).toBe(3);
  });

  it("comes to an end when two servers disagree on the total all the time", async () => {
    const all = numbered(40);
    const privy = stubPrivy(({ path }, index) => {
      const page = Number(new URLSearchParams(path.split("?")[1]).get("page"));
      const data = all.slice((page - 1) * 5, page * 5).map((id) => ({ id }));
      const total_count = 40 - (index % 2);
      return { body: { data, pagination: { page, per_page: 5, total_count, total_pages: 8 } } };
    });
    expect(await idsOf(privy.client.contacts.list({ per_page: 5 }))).toEqual(all);
    expect(privy.requests.length).toBeLessThan(40);
  });

  it("fails, instead of going on for ever, when the pages repeat", async () => {
    const privy = stubPrivy(() => ({
      body: { data: [jane], pagination: { per_page: 1, total_count: 1e15, total_pages: 1e15 } },
    }));
    const error = await rejection(idsOf(privy.client.contacts.list()));
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ reason: "shape", status: 200 });
    expect(privy.requests.length).toBeLessThan(6);
  });

  it("fails when another page comes than was asked for", async () => {
    const privy = stubPrivy((_request, index) => ({
      body: { data: [{ id: `c${index}` }], pagination: { page: 1, per_page: 1, total_pages: 9 } },
    }));
    expect(await rejection(idsOf(privy.client.contacts.list()))).toMatchObject({ reason: "shape" });
    expect(privy.requests).toHaveLength(2);
  });

  it.each([[undefined], [null], [{}], [{ page: "1", total_pages: -1, per_page: 0, total_count: 1.5 }]])(
    "reads to the end although the pagination is %j",
    async (pagination) => {
      const privy = stubPrivy((_request, index) => ({
        body: { data: index < 3 ? [{ id: `a${index}` }, { id: `b${index}` }] : [], pagination },
      }));
      expect(await idsOf(privy.client.contacts.list({ per_page: 2 }))).toHaveLength(6);
      expect(privy.requests).toHaveLength(4);
    },
  );

  it("ends at an empty page, even where the total promises more", async () => {
    const privy = stubPrivy((_request, index) => ({
      body: { data: index === 0 ? [{ id: "a" }] : [], pagination: { total_count: 900, total_pages: 9 } },
    }));
    expect(await idsOf(privy.client.contacts.list())).toEqual(["a"]);
    expect(privy.requests).toHaveLength(2);
  });

  it("ends where nothing new comes, when there is no pagination and one response holds all", async () => {
    const privy = stubPrivy(() => ({ body: { data: [{ id: "a" }, { id: "b" }] } }));
    expect(await idsOf(privy.client.contacts.list())).toEqual(["a", "b"]);
    expect(privy.requests).toHaveLength(2);
  });

  it.each([
    // So large that five times it, divided by it again, is less than five.
    8_160_068_151_684_004, 1,
  ])("comes to an end although each page claims to hold %d contacts", async (per_page) => {
    const privy = stubPrivy(({ path }, index) => {
      const page = Number(new URLSearchParams(path.split("?")[1]).get("page"));
      if (index > 20) return new Error("asked too often");
      return { body: { data: [{ id: `c${page}` }], pagination: { page, per_page, total_pages: 7 } } };
    });
    expect(await idsOf(privy.client.contacts.list({ page: 5 }))).toEqual(["c5", "c6", "c7"]);
    expect(privy.requests).toHaveLength(3);
  });

  it("stops when its signal aborts", async () => {
    const privy = pagedPrivy(numbered(250));
    const controller = new AbortController();
    const list = privy.client.contacts.list({}, { signal: controller.signal });
    const reason = new Error("enough");
    expect(await rejection(idsOf(list, () => controller.abort(reason)))).toBe(reason);
    expect(privy.requests).toHaveLength(1);
  });
});

describe("client.contacts.list, page by page", () => {
  it("gives one page by Privy's own numbering, with its pagination and response", async () => {
    const privy = pagedPrivy(numbered(60));
    const list = privy.client.contacts.list({ email_consent: "subscribed" });
    const { contacts, pagination, response } = await list.page(3);
    expect(contacts.map(({ id }) => id)).toEqual(numbered(60).slice(50));
    expect(pagination).toEqual({ page: 3, per_page: 25, total_count: 60, total_pages: 3 });
    expect(response).toMatchObject({ status: 200, attempts: 1 });
    expect((await list.page()).contacts).toHaveLength(25);
    expect(privy.requests.map(({ path }) => path)).toEqual([
      "/contacts?email_consent=subscribed&page=3",
      "/contacts?email_consent=subscribed",
    ]);
  });

  it("gives all pages, each contact in one of them only", async () => {
    const ids = numbered(12);
    const privy = pagedPrivy(ids, (index) => {
      if (index === 1) ids.unshift("new");
    });
    const pages: string[][] = [];
    for await (const { contacts } of privy.client.contacts.list({ per_page: 5 }).pages())
      pages.push(contacts.map(({ id }) => id));
    expect(pages).toEqual([
      ["c0", "c1", "c2", "c3", "c4"],
      ["c5", "c6", "c7", "c8"],
      ["c9", "c10", "c11"],
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40])(
    "refuses the page %d",
    async (page) => {
      const privy = pagedPrivy([]);
      expect(await rejection(privy.client.contacts.list().page(page))).toMatchObject({
        issues: [{ path: ["page"] }],
      });
      expect(privy.requests).toEqual([]);
    },
  );

  it("is not a promise, so that no page is awaited by mistake", () => {
    expect(pagedPrivy([]).client.contacts.list()).not.toHaveProperty("then");
  });

  it.each([{ data: {} }, { data: [{}] }, { data: [null] }, {}, [], null])(
    "fails on an answer without contacts: %j",
    async (body) => {
      const { client } = scriptedPrivy([{ body }]);
      expect(await rejection(client.contacts.list().page())).toMatchObject({ reason: "shape" });
    },
  );
});

describe("a filter", () => {
  it.each([
    [{ page: 0 }, "page"],
    [{ page: "2" }, "page"],
    [{ per_page: 101 }, "per_page"],
    [{ per_page: null }, "per_page"],
    [{ email: "jane" }, "email"],
    [{ email: undefined }, "email"],
    [{ email: null }, "email"],
    [{ email: "  " }, "email"],
    [{ phone_number: undefined }, "phone_number"],
    [{ phone_number: "212 555 0123" }, "phone_number"],
    [{ phone_number: 12125550123 }, "phone_number"],
    [{ email_consent: "pending" }, "email_consent"],
    [{ email_consent: null }, "email_consent"],
    [{ sms_consent: "" }, "sms_consent"],
    [{ phone: "+12125550123" }, "phone"],
    [{ tag: "vip" }, "tag"],
    ["jane@example.com", undefined],
  ])("is refused at once when it is %j, before it lists all contacts", (filter, field) => {
    const { client, requests } = pagedPrivy([]);
    let error: unknown;
    try {
      client.contacts.list(filter as ContactFilter);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({
      code: "invalid_input",
      issues: [{ path: field === undefined ? [] : [field] }],
    });
    expect(requests).toEqual([]);
  });

  it("states what to do when it is empty where it should name one customer", () => {
    const { client } = pagedPrivy([]);
    // What a caller without exactOptionalPropertyTypes can pass.
    const filter: ContactFilter = JSON.parse("{}");
    Object.assign(filter, { email: undefined });
    expect(() => client.contacts.list(filter)).toThrow("leave the key out to list every contact");
  });

  it("names all its problems at once, and quotes none", () => {
    const { client } = pagedPrivy([]);
    expect(() => client.contacts.list({ page: 0, email: "jane at example.com" })).toThrow(
      /^The contacts were not listed:\n {2}page: .*\n {2}email: (?!.*jane)/,
    );
  });

  it("reads a national phone by the client's default country", async () => {
    const { client, requests } = stubPrivy(() => ({ body: { data: [] } }), { defaultCountry: "US" });
    await client.contacts.list({ phone_number: "(212) 555-0123" }).page();
    expect(requests[0]?.path).toBe("/contacts?phone_number=%2B12125550123");
  });
});
