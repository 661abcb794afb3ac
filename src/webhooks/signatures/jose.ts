/**
 * The parts of jose that the verifiers of Saleor and Adobe Commerce need. It is imported when a signature is checked,
 * not when this package loads: jose creates a `TextEncoder` at once, which Jest's jsdom does not have.
 */
export {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type FlattenedVerifyGetKey,
  flattenedVerify,
  importSPKI,
  type JSONWebKeySet,
} from "jose";
