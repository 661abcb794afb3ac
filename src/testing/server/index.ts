export { type ServedFakePrivy, type ServeOptions, serveFakePrivy } from "./serve-fake-privy.js";
