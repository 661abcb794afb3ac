import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/** The tests and the examples import the package by its name; here the name means the sources. */
export const aliases: { find: RegExp; replacement: string }[] = [
  { find: /^privy-orders$/, replacement: source("index.ts") },
  { find: /^privy-orders\/(.+)$/, replacement: source("$1/index.ts") },
];

/**
 * The longest, `*.slow.test.ts`, first: Vitest knows what takes seconds only after a first run. So no processor waits for
 * the other at the end, and none of them runs in a full heap.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.endsWith(".slow.test.ts");
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

const config: ViteUserConfig = {
  resolve: { alias: aliases },
  test: {
    include: ["test/**/*.test.ts", "examples/**/*.test.ts"],
    exclude: ["**/node_modules/**", "test/runtime/**", "test/package/**", "test/bench/**"],
    typecheck: { enabled: false },
    testTimeout: 20_000,
    // By default Vitest leaves one core free, which is half of a small machine.
    maxWorkers: 2,
    // A worker loads the sources, MSW and the libraries once, not once for each file: a third of the time. A test that
    // leaves something behind fails another one, which is worth knowing.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    unstubGlobals: true,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      // They run in a browser: `npm run check:inspector` tries them in Chromium.
      exclude: ["src/inspector/{api,app,parts,state,views}/**"],
      reporter: ["text-summary", "json-summary"],
      thresholds: { lines: 95 },
    },
  },
};

export default config;
