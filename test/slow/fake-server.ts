// What the scripts of this folder bundle to serve a fake.
export { systemClock } from "../../src/http/clock.js";
export { createFakePrivy } from "../../src/testing/index.js";
export { serveFakePrivy } from "../../src/testing/server/index.js";
