// What `.ci/run` does after `npm ci` and `npm test`: one step a line. Each runs in one of two lanes as soon as a lane is free,
// from the top; `after` names steps that must have passed before, `alone` keeps both lanes for a step (it measures, or it
// writes what the others read). Add a step here and nowhere else.
export default [
  { name: "package", command: "npm run check:package", alone: true },
  // It measures how fast the served fake is, beside the machine's own share.
  { name: "served fake", command: "CI=1 npm run check:fake", alone: true },
  { name: "runtimes", command: "npm run check:runtimes", after: ["package"] },
  { name: "projects", command: "npm run check:projects", after: ["runtimes"] },
  { name: "types", command: "npm run check:types", after: ["package"] },
  { name: "outbox", command: "npm run check:outbox", after: ["runtimes"] },
  // Counted, not timed: what else the machine does changes nothing. `.ci/programs` installs valgrind.
  { name: "instructions", command: "npm run check:instructions -- --required", after: ["package"] },
  { name: "runners", command: "npm run check:runners", after: ["runtimes"] },
  { name: "frameworks", command: "npm run check:frameworks", after: ["runtimes"] },
  { name: "edge examples", command: "npm run check:examples", after: ["runtimes"] },
  // Its times have a share for a machine that does other things.
  { name: "inspector", command: "npm run check:inspector" },
  { name: "imports", command: "npm run check:import" },
  { name: "queue", command: "npm run check:queue", after: ["runtimes"] },
  { name: "engines", command: "npm run check:engines", after: ["runtimes"] },
  { name: "format, lint, types", command: "npm run check" },
  { name: "public types", command: "npm run check:api" },
  { name: "reference", command: "npm run docs" },
  { name: "examples", command: "npm run demo && npm run examples" },
];
