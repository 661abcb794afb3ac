import { link, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createFakePrivy, type FakePrivy } from "privy-orders/testing";
import { type ServedFakePrivy, serveFakePrivy } from "privy-orders/testing/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommand, token } from "./support.js";

const day = "2026-01-02T03:04:05Z";
const mapping = {
  columns: { order_id: "Id", email: "Mail", total: "Total", currency: { value: "EUR" }, order_date: "Date" },
};

describe("the files of an import", () => {
  let folder: string;
  let privy: FakePrivy;
  let server: ServedFakePrivy;
  const at = (name: string): string => join(folder, name);
  const run = (...args: string[]) =>
    runCommand(args, { PRIVY_API_TOKEN: token, PRIVY_BASE_URL: server.baseUrl });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "privy-orders-files-"));
    privy = createFakePrivy({ tokens: [token], rateLimit: false });
    server = await serveFakePrivy(privy);
    const lines = [1, 2, 3].map((id) =>
      JSON.stringify({
        order_id: id,
        email: "a@b.co",
        total: id === 2 ? "x" : 1,
        currency: "EUR",
        order_date: day,
      }),
    );
    await writeFile(at("orders.ndjson"), `${lines.join("\n")}\n`);
    await writeFile(at("mapping.json"), JSON.stringify(mapping));
  });
  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe("are never the input in another spelling", () => {
    const ways = {
      "a longer way": async () => join(folder, ".", "x", "..", "orders.ndjson"),
      "a symbolic link": async () => {
        await symlink(at("orders.ndjson"), at("link"));
        return at("link");
      },
      "a hard link": async () => {
        await link(at("orders.ndjson"), at("link"));
        return at("link");
      },
    };
    it.each([
      ["--failed", "a longer way"],
      ["--checkpoint", "a longer way"],
      ["--failed", "a symbolic link"],
      ["--checkpoint", "a symbolic link"],
      ["--failed", "a hard link"],
      ["--checkpoint", "a hard link"],
    ] as const)("%s by %s", async (option, way) => {
      const before = await readFile(at("orders.ndjson"), "utf8");
      const result = await run("import", at("orders.ndjson"), option, await ways[way]());
      expect(result.code).toBe(2);
      expect(result.err).toContain("the file of orders");
      expect(await readFile(at("orders.ndjson"), "utf8")).toBe(before);
      expect(privy.requests).toEqual([]);
    });
  });

  it("are never one another, nor the mapping", async () => {
    const same = await run(
      "import",
      at("orders.ndjson"),
      "--failed",
      at("a"),
      "--checkpoint",
      `${folder}/./a`,
    );
    expect(same).toMatchObject({
      code: 2,
      err: expect.stringContaining("the checkpoint (--checkpoint) and the failed rows"),
    });
    await writeFile(at("o.csv"), `Id,Mail,Total,Date\n1,a@b.co,1,${day}\n`);
    const mapped = await run(
      "import",
      at("o.csv"),
      "--mapping",
      at("mapping.json"),
      "--failed",
      at("mapping.json"),
    );
    expect(mapped).toMatchObject({ code: 2, err: expect.stringContaining("the mapping") });
  });

  it("keep what an earlier run wrote: a new run takes the next name", async () => {
    const failed = at("orders.ndjson.failed.ndjson");
    await writeFile(failed, "kept\n");
    const result = await run("import", at("orders.ndjson"));
    expect(result.out).toContain("orders.ndjson.failed-2.ndjson");
    expect(await readFile(failed, "utf8")).toBe("kept\n");
    expect(await readFile(at("orders.ndjson.failed-2.ndjson"), "utf8")).toContain('"order_id":2');
  });

  it("are for their owner alone, whatever they were before", async () => {
    await run("import", at("orders.ndjson"));
    for (const name of [
      "orders.ndjson.failed.ndjson",
      "orders.ndjson.failed.reasons.txt",
      "orders.ndjson.checkpoint.json",
    ]) {
      expect((await stat(at(name))).mode & 0o777, name).toBe(0o600);
    }
  });

  it("of failed rows of a CSV are a CSV that goes in again as it is, encoding and lines before the header included", async () => {
    const latin = {
      ...mapping,
      encoding: "windows-1252",
      skipLines: 1,
      columns: { ...mapping.columns, shipping_address: { city: "City" } },
    };
    await writeFile(at("latin.json"), JSON.stringify(latin));
    const text = `Report\nId,Mail,Total,Date,City\n1,a@b.co,1,${day},"Köln, Süd"\n2,a@b.co,much,${day},"Köln, Süd"\n3,a@b.co,1`;
    await writeFile(at("s.csv"), Buffer.from(text, "latin1"));
    const first = await run("import", at("s.csv"), "--mapping", at("latin.json"));
    expect(first).toMatchObject({ code: 1 });
    const failed = at("s.csv.failed.csv");
    expect(await readFile(failed, "utf8")).toBe(
      `\ufeffReport\nId,Mail,Total,Date,City\n2,a@b.co,much,${day},"Köln, Süd"\n3,a@b.co,1\n`,
    );
    const mended = (await readFile(failed, "utf8"))
      .replace("much", "7")
      .replace("3,a@b.co,1\n", `3,a@b.co,1,${day},x\n`);
    await writeFile(failed, mended);
    expect(await run("import", failed, "--mapping", at("latin.json"))).toMatchObject({ code: 0 });
    expect(privy.orders).toHaveLength(3);
  });

  it("can be imported while they do not grow together: a half line of a crash is ended first", async () => {
    const failed = at("orders.ndjson.failed.ndjson");
    await writeFile(failed, '{"half');
    await writeFile(at("orders.ndjson.checkpoint.json"), "");
    await rm(at("orders.ndjson.checkpoint.json"));
    const { createFailedRows } = await import("../../src/cli/files/failed-rows.js");
    const rows = createFailedRows(failed);
    const position = { record: 1, line: 1 };
    await rows.add({
      position,
      status: "failed",
      raw: '{"order_id":1}',
      warnings: [],
      consentDropped: false,
    });
    await rows.close();
    expect(await readFile(failed, "utf8")).toBe('{"half\n{"order_id":1}\n');
  });

  it.each(["symbolic", "hard"])("of failed rows are refused when they are a %s link", async (kind) => {
    await writeFile(at("elsewhere"), "");
    await (kind === "hard" ? link : symlink)(at("elsewhere"), at("failed.ndjson"));
    const { createFailedRows } = await import("../../src/cli/files/failed-rows.js");
    const rows = createFailedRows(at("failed.ndjson"));
    const position = { record: 1 };
    const outcome = { position, status: "failed", raw: "{}", warnings: [], consentDropped: false } as const;
    await expect(rows.add(outcome)).rejects.toThrow(/failed\.ndjson could not be written: it is a link/);
    expect(await readFile(at("elsewhere"), "utf8")).toBe("");
  });

  it("that cannot be written end the import with 3 and the file's name, and nothing is lost", async () => {
    const result = await run("import", at("orders.ndjson"), "--failed", at("none/failed.ndjson"));
    expect(result).toMatchObject({ code: 3 });
    expect(result.err).toContain("none/failed.ndjson could not be written: its folder does not exist");
    expect(await run("import", at("orders.ndjson"))).toMatchObject({ code: 1 });
    expect(privy.orders).toHaveLength(2);
  });

  it("must be writable before the first order is sent", async () => {
    const result = await run("import", at("orders.ndjson"), "--checkpoint", at("none/c.json"));
    expect(result).toMatchObject({ code: 2 });
    expect(result.err).toContain("none/c.json.lock could not be written: its folder does not exist");
    expect(privy.requests).toEqual([]);
  });
});
