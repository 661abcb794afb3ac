/**
 * The parts of jose that the verifiers of Saleor and Adobe Commerce need. It is imported where a signature is checked, not
 * when this package loads: jose makes a `TextEncoder` at once, which Jest's jsdom does not have.
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
