// What platforms publish as their own types must fit the mappers: packs the package, installs it in a scratch project beside
// the platforms' packages, and compiles `test/types/official/official.ts`. A part of `npm run check:types`.
import { spawnSync } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npm, pack } from "./pack.mjs";

const COMPILE_TIMEOUT_MS = 300_000;
const source = "test/types/official";

const { devDependencies } = JSON.parse(await readFile("package.json", "utf8"));
const { dependencies } = JSON.parse(await readFile(join(source, "package.json"), "utf8"));
const scratch = await mkdtemp(join(tmpdir(), "privy-orders-official-"));
try {
  const { tarball } = await pack(scratch);
  await writeFile(join(scratch, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const packages = Object.entries({ ...dependencies, typescript: devDependencies.typescript });
  const names = packages.map(([name, version]) => `${name}@${version}`);
  // Their types alone are wanted, not what their peers and their install scripts bring.
  const flags = [
    "--omit=peer",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--silent",
    "--prefer-offline",
  ];
  npm(["install", tarball, ...names, ...flags], scratch);
  await copyFile(join(source, "official.ts"), join(scratch, "official.ts"));
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: "es2022",
    module: "nodenext",
    lib: ["es2022", "dom"],
    types: [],
    // Errors inside the platforms' own declarations are not ours to mend.
    skipLibCheck: true,
  };
  await writeFile(
    join(scratch, "tsconfig.json"),
    JSON.stringify({ compilerOptions, files: ["official.ts"] }),
  );
  const { status, stdout } = spawnSync(
    process.execPath,
    ["node_modules/typescript/bin/tsc", "-p", ".", "--pretty", "false"],
    { cwd: scratch, encoding: "utf8", timeout: COMPILE_TIMEOUT_MS },
  );
  console.log(
    status === 0
      ? `ok   official types: ${Object.keys(dependencies).join(", ")}`
      : `FAIL official types\n${stdout}`,
  );
  process.exitCode = status === 0 ? 0 : 1;
} finally {
  await rm(scratch, { recursive: true, force: true });
}
