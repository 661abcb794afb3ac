/** Where Privy's API is (OVW). */
export const DEFAULT_BASE_URL = "https://api.privy.com/v1" as const;

/**
 * Where OAuth clients exchange their credentials, on the host of the base URL (the guide to calls explains its
 * uncertainty).
 */
export const TOKEN_PATH = "/oauth/token" as const;

/** The header that ties an order to a store's Custom Integration. */
export const INTEGRATION_TOKEN_HEADER = "x-privy-integration-token" as const;
