import type { Options } from "tsup";

/** The libraries that are bundled into `dist`, so that installing privy-orders adds one package. */
const bundled = [
  "zod",
  "libphonenumber-js",
  "p-retry",
  "is-network-error",
  "lossless-json",
  "@standard-schema/spec",
];

const options: Options = {
  entry: {
    index: "src/index.ts",
    schemas: "src/schemas/index.ts",
    testing: "src/testing/index.ts",
  },
  format: ["esm", "cjs"],
  target: "es2022",
  platform: "neutral",
  splitting: true,
  sourcemap: true,
  treeshake: false,
  clean: true,
  dts: { resolve: ["@standard-schema/spec"] },
  noExternal: bundled.map((name) => new RegExp(`^${name}(/|$)`)),
  external: [/^msw(\/|$)/, /^undici(\/|$)/, /^node:/],
  esbuildOptions(options) {
    options.mainFields = ["module", "main"];
    options.conditions = ["import", "default"];
  },
};

export default options;
