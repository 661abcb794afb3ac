// What ships, looked at from outside: packs the built package, installs the tarball in an empty project and checks it.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import { loadAmongBareGlobals } from "./bare-globals.mjs";

const run = (command, args, options = {}) =>
  execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], ...options });
const bin = (name) => join("node_modules", ".bin", name);
const failures = [];
const passed = [];
const check = async (title, body) => {
  try {
    const note = await body();
    passed.push(title);
    console.log(`ok   ${title}${typeof note === "string" ? `: ${note}` : ""}`);
  } catch (error) {
    failures.push(title);
    console.log(`FAIL ${title}\n${error.stdout ?? ""}${error.stack ?? error}`);
  }
};
const assert = (condition, message) => {
  if (!condition) throw new Error(message);
};

const manifest = JSON.parse(await readFile("package.json", "utf8"));
const scratch = await mkdtemp(join(tmpdir(), "privy-orders-package-"));
const subpaths = Object.keys(manifest.exports).filter((key) => !key.endsWith(".json"));
const installedVersion = (name) =>
  JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")).version;
const entryFile = (subpath, condition) => manifest.exports[subpath][condition].default;

try {
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", scratch, "--silent"]));
  const tarball = join(scratch, packed.filename);

  await check("the tarball holds exactly the built files and the papers", () => {
    const papers = [
      "package.json",
      "README.md",
      "LICENSE",
      "CHANGELOG.md",
      "docs/README.md",
      "llms.txt",
      "llms-full.txt",
      "dist/THIRD-PARTY-NOTICES.txt",
      "dist/csv-mapping.schema.json",
      "dist/privy-fake.schema.json",
    ];
    const names = packed.files.map(({ path }) => path);
    const kinds = [
      /^dist\/[\w-]+\.(?:c?js|d\.c?ts|c?js\.map)$/,
      // What README and the guides point to.
      /^examples\/(?:[\w-]+\/)*[\w.-]+\.(?:ts|json|jsonc|md|py|php|rb)$/,
      /^docs\/[\w-]+\.md$/,
      /^test\/bench\/results\/latest\.md$/,
    ];
    const odd = names.filter((name) => !papers.includes(name) && !kinds.some((kind) => kind.test(name)));
    assert(odd.length === 0, `unexpected: ${odd.join(", ")}`);
    const missing = papers.filter((name) => !names.includes(name));
    assert(missing.length === 0, `missing: ${missing.join(", ")}`);
    return `${names.length} files, ${(packed.size / 1024).toFixed(0)} kB packed`;
  });

  await check("every relative link of a page leads to a file that is packed as well", async () => {
    const names = packed.files.map(({ path }) => path);
    const links = [];
    for (const page of names.filter((name) => name.endsWith(".md"))) {
      for (const [, link] of (await readFile(page, "utf8")).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)) {
        links.push(link);
        const target = join(dirname(page), link);
        const isThere = names.some((name) => name === target || name.startsWith(`${target}/`));
        assert(isThere, `${page} points to ${link}, which is not in the package`);
      }
    }
    return `${links.length} links`;
  });

  await check(
    "the README has no relative link, and its links into the package lead to packed files",
    async () => {
      const names = packed.files.map(({ path }) => path);
      const links = [...(await readFile("README.md", "utf8")).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(
        ([, link]) => link,
      );
      const base = `https://unpkg.com/${manifest.name}/`;
      for (const link of links) {
        assert(/^https:/.test(link), `${link} is dead where only the README is shown`);
        if (link.startsWith(base))
          assert(names.includes(link.slice(base.length)), `${link} is not in the package`);
      }
      return `${links.length} links`;
    },
  );

  await check("packing twice gives the same bytes", () => {
    const [again] = JSON.parse(run("npm", ["pack", "--json", "--dry-run", "--silent"]));
    assert(again.integrity === packed.integrity, "the two tarballs differ");
  });

  await check("publint finds nothing", () => void run(bin("publint"), ["--strict"]));
  await check(
    // Nest's CommonJS, for one, still compiles with a resolution that knows no exports, and takes typesVersions.
    "attw resolves every subpath in every mode",
    () => void run(bin("attw"), [tarball, "--no-emoji", "--format", "ascii"]),
  );

  const project = join(scratch, "project");
  await mkdir(project);
  await writeFile(join(project, "package.json"), JSON.stringify({ name: "scratch", private: true }));
  await check("installing it adds one package", async () => {
    run("npm", ["install", tarball, "--no-audit", "--no-fund", "--omit=peer", "--silent"], { cwd: project });
    const installed = (await readdir(join(project, "node_modules"))).filter((name) => !name.startsWith("."));
    assert(installed.join() === manifest.name, `installed: ${installed.join(", ")}`);
  });

  await check("every entry but those of undici, OpenTelemetry and zod loads without any peer", () => {
    const names = subpaths
      .filter((subpath) => !["./undici", "./opentelemetry", "./zod"].includes(subpath))
      .map((subpath) => manifest.name + subpath.slice(1));
    for (const name of names) {
      run(process.execPath, ["--input-type=module", "-e", `await import(${JSON.stringify(name)})`], {
        cwd: project,
      });
      run(process.execPath, ["-e", `require(${JSON.stringify(name)})`], { cwd: project });
    }
  });

  await check(
    "every entry but those for Node, undici and zod loads where there are no globals but the language's",
    () => {
      // The webhooks' library for signatures takes a TextEncoder when it is loaded.
      const needy = ["./undici", "./opentelemetry", "./zod", "./testing/server", "./webhooks"];
      const loaded = subpaths.filter((subpath) => !needy.includes(subpath));
      for (const subpath of loaded) {
        const exports = loadAmongBareGlobals(
          join(project, "node_modules", manifest.name, entryFile(subpath, "require")),
        );
        assert(Object.keys(exports).length > 0, `${subpath} exports nothing`);
      }
      return loaded.join(", ");
    },
  );

  await check("a client says its name, also when a bundler shortens names", async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { PrivyClient } from "${manifest.name}"; console.log(PrivyClient.name);`,
        resolveDir: project,
      },
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      platform: "neutral",
      conditions: ["import"],
    });
    const names = [
      // By its standard input: as an argument it would be too long.
      run(process.execPath, ["--input-type=module"], {
        input: outputFiles[0].text,
        stdio: ["pipe", "pipe", "inherit"],
      }),
      run(process.execPath, ["-p", `require("${manifest.name}").PrivyClient.name`], { cwd: project }),
    ];
    assert(
      names.every((name) => name.trim() === "PrivyClient"),
      `names: ${names}`,
    );
  });

  await check("ESM and CommonJS export the same names", () => {
    const list = (program) => run(process.execPath, program, { cwd: project }).trim();
    const esm = list([
      "--input-type=module",
      "-e",
      `console.log(Object.keys(await import("${manifest.name}")).filter((k) => k !== "default").sort().join())`,
    ]);
    const cjs = list([
      "-e",
      `console.log(Object.keys(require("${manifest.name}")).filter((k) => k !== "__esModule" && k !== "default").sort().join())`,
    ]);
    assert(esm === cjs && esm.includes("PrivyClient"), `ESM ${esm}\nCJS ${cjs}`);
    return `${esm.split(",").length} names`;
  });

  await check("a class is the same class from every subpath", () => {
    const program = (load) => `
      const main = ${load(manifest.name)}, schemas = ${load(`${manifest.name}/schemas`)};
      const result = schemas.orderSchema["~standard"].validate({});
      if (!result.issues) throw new Error("no issues");
      try { main.parseOrder({}) } catch (error) { if (!(error instanceof main.InvalidInputError)) throw error; }`;
    run(process.execPath, ["--input-type=module", "-e", program((name) => `await import("${name}")`)], {
      cwd: project,
    });
    run(process.execPath, ["-e", program((name) => `require("${name}")`)], { cwd: project });
  });

  await check("the main entry and the schemas reach no msw, undici or node: import", async () => {
    const seen = new Set();
    const visit = async (file) => {
      if (seen.has(file)) return;
      seen.add(file);
      const text = await readFile(file, "utf8");
      const specifiers = [...text.matchAll(/(?:from|import|require)\s*\(?\s*["']([^"'\s]+)["']/g)].map(
        (match) => match[1],
      );
      for (const specifier of specifiers) {
        assert(specifier.startsWith("./"), `${file} imports ${specifier}`);
        await visit(join("dist", specifier));
      }
    };
    for (const subpath of [".", "./schemas"]) {
      await visit(entryFile(subpath, "import"));
      await visit(entryFile(subpath, "require"));
    }
    return `${seen.size} files walked`;
  });

  await check("./zod takes zod from the project, and nothing else from outside", async () => {
    for (const condition of ["import", "require"]) {
      const text = await readFile(entryFile("./zod", condition), "utf8");
      const outside = [...text.matchAll(/(?:from|import|require)\s*\(?\s*["']([^."'][^"']*)["']/g)];
      assert(
        outside.map((match) => match[1]).join() === "zod/v4",
        `${condition} imports ${outside.map(String)}`,
      );
    }
  });

  await check(
    "the main entry is two files: its names, and what every other entry shares with it",
    async () => {
      const loaded = (text) =>
        new Set([...text.matchAll(/(?:from|require\()\s*["']\.\/([^"']+)["']/g)].map(([, name]) => name));
      for (const [file, core] of [
        ["index.js", "core.js"],
        ["index.cjs", "core.cjs"],
      ]) {
        const found = loaded(await readFile(join("dist", file), "utf8"));
        assert([...found].join() === core, `${file} loads ${[...found].join(", ")}`);
        const further = loaded(await readFile(join("dist", core), "utf8"));
        assert(further.size === 0, `${core} loads ${[...further].join(", ")}`);
      }
      const reachedFrom = async (file, seen = new Set()) => {
        seen.add(file);
        for (const next of loaded(await readFile(join("dist", file), "utf8")))
          if (!seen.has(next)) await reachedFrom(next, seen);
        return seen;
      };
      // A second copy would be two of everything. The import alone has one: it checks a mapping by Zod's own messages, which
      // `core` leaves out, and no Worker loads it.
      const mappings = ["./import", "./import/node"];
      for (const subpath of subpaths.filter((name) => !mappings.includes(name))) {
        for (const file of await reachedFrom(basename(entryFile(subpath, "import")))) {
          if (file === "core.js") continue;
          const { sources } = JSON.parse(await readFile(join("dist", `${file}.map`), "utf8"));
          for (const name of ["zod", "libphonenumber-js"]) {
            const isHere = sources.some((source) => source.includes(`/node_modules/${name}/`));
            assert(!isHere, `${subpath} loads ${name} a second time, in ${file}`);
          }
        }
      }
    },
  );

  const shipped = join(project, "node_modules", manifest.name);
  await check(
    "every script has a source map with our sources, and without those of bundled libraries",
    async () => {
      const names = (await readdir(join(shipped, "dist"))).filter((name) => /\.c?js$/.test(name));
      const own = new Set();
      for (const name of names) {
        const text = await readFile(join(shipped, "dist", name), "utf8");
        const [, url] = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(text) ?? [];
        // The command line is one file for Node, and its map would be most of the package.
        const expected = name === "cli.js" ? undefined : `${name}.map`;
        assert(url === expected, `${name} names ${url} as its map`);
        if (url === undefined) continue;
        const raw = await readFile(join(shipped, "dist", url), "utf8");
        const map = JSON.parse(raw);
        assert(map.version === 3 && typeof map.mappings === "string", `${url} is not a source map`);
        assert(map.file === undefined || map.file === name, `${url} is for ${map.file}`);
        assert(map.sources.length === map.sourcesContent.length, `${url} lacks contents`);
        assert(!raw.includes(process.cwd()), `${url} names the folder of the build`);
        for (const [index, source] of map.sources.entries()) {
          const content = map.sourcesContent[index];
          if (source === "../src/testing/server/inspector/page-assets.ts") {
            assert(content === null, `${url} carries the text of the page`);
          } else if (source.startsWith("../src/")) {
            assert(content === (await readFile(source.slice(3), "utf8")), `${url} has another ${source}`);
            own.add(source);
          } else {
            // The conversion to CommonJS adds code whose source is the ES module.
            const isConversion = name.endsWith(".cjs") && source === name.replace(/\.cjs$/, ".js");
            assert(isConversion || source.startsWith("../node_modules/"), `${url} has a source ${source}`);
            assert(content === null, `${url} carries the text of ${source}`);
          }
        }
      }
      return `${names.length - 1} maps, ${own.size} files of src`;
    },
  );

  await check("a stack trace leads to the same lines of the sources in ESM and in CommonJS", () => {
    const program = (load) => `
      const { PrivyClient } = ${load};
      try { new PrivyClient({ token: 1 }); console.log("no error"); } catch (error) { console.log(error.stack); }`;
    const placesOf = (args) => {
      const stack = run(process.execPath, ["--enable-source-maps", ...args], { cwd: project });
      const places = [...stack.matchAll(/[\\/](src[\\/]\S+\.ts:\d+):\d+/g)].map(([, place]) => place);
      assert(places.length >= 2, `no two places of the sources in ${stack}`);
      return places.join(" < ");
    };
    const esm = placesOf(["--input-type=module", "-e", program(`await import("${manifest.name}")`)]);
    const cjs = placesOf(["-e", program(`require("${manifest.name}")`)]);
    assert(esm === cjs, `ESM ${esm}\nCJS ${cjs}`);
    return esm;
  });

  await check("every export of package.json is there", () => {
    for (const subpath of subpaths) {
      for (const condition of ["import", "require"]) {
        const entry = manifest.exports[subpath][condition];
        assert(existsSync(entry.default) && existsSync(entry.types), `${subpath} ${condition}`);
      }
    }
    return subpaths.join(", ");
  });

  await check("the licence of every package of which something is bundled travels along", async () => {
    const notices = await readFile(join(shipped, "dist", "THIRD-PARTY-NOTICES.txt"), "utf8");
    const names = new Set(["@standard-schema/spec"]);
    for (const file of (await readdir("dist")).filter((name) => name.endsWith(".map"))) {
      const { sources } = JSON.parse(await readFile(join("dist", file), "utf8"));
      for (const source of sources) {
        const [innermost, ...others] = source.split("node_modules/").toReversed();
        if (others.length > 0) names.add(/^(?:@[^/]+\/)?[^/]+/.exec(innermost)[0]);
      }
    }
    for (const name of names)
      assert(notices.includes(`\n${name} ${installedVersion(name)} (`), `${name} is not named`);
    for (const name of ["zod", "libphonenumber-js", "p-retry", "lossless-json", "commander"])
      assert(names.has(name), `the maps do not name ${name}`);
    return [...names].join(", ");
  });

  for (const name of ["zod", "libphonenumber-js", "p-retry", "lossless-json"]) {
    const installed = installedVersion(name);
    try {
      const latest = JSON.parse(
        run("npm", ["view", name, "version", "--json"], {
          stdio: ["ignore", "pipe", "ignore"],
          timeout: 60_000,
        }),
      );
      console.log(
        latest === installed
          ? `note ${name} ${installed} is the newest release`
          : `note ${name} ${installed} is bundled; the newest release is ${latest}`,
      );
    } catch {
      console.log(`note ${name} ${installed} is bundled; the newest release could not be looked up`);
    }
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
console.log(`package: ${passed.length} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
