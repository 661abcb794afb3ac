export { createUndiciFetch, type UndiciFetch } from "./create-undici-fetch.js";
export type { UndiciFetchOptions, UndiciTlsOptions } from "./undici-fetch-options.js";
