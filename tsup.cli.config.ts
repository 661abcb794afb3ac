import type { Options } from "tsup";
import { leanPhoneLibrary } from "./build/lean-phone-library.js";
import { writeNotices } from "./tsup.config.js";

/**
 * The command line, built after the library and apart from it: one file for Node alone that holds everything it needs, so
 * that nothing of its own libraries can reach the library's chunks.
 */
const options: Options = {
  entry: { cli: "src/cli/main.ts" },
  format: ["esm"],
  target: "node20",
  platform: "node",
  splitting: false,
  sourcemap: true,
  clean: false,
  dts: false,
  noExternal: [/^(?!node:)/],
  esbuildPlugins: [leanPhoneLibrary],
  // Its libraries are CommonJS and require Node's own modules.
  banner: {
    js: '#!/usr/bin/env node\nimport { createRequire } from "node:module";\nconst require = createRequire(import.meta.url);',
  },
  onSuccess: writeNotices,
};

export default options;
