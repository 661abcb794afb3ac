/** Decisions about OAuth. Exported as part of `DECISIONS`. */
export const OAUTH_DECISIONS = {
  tokenUrl: {
    default: "both",
    alternatives: ["api", "dashboard"],
    page: "AUTH",
    reason:
      "The last fully visible address is on dashboard.privy.com, and the API has since moved to api.privy.com; the fake responds on both.",
  },
  oauthScopeOmitted: {
    default: "granted",
    alternatives: ["invalid_scope"],
    page: "AUTH",
    reason:
      'The default scopes differ between versions of the page: all that the client was granted, or none ("invalid_scope").',
  },
  oauthErrorDescription: {
    default: "omitted",
    alternatives: ["sent"],
    page: "AUTH",
    reason: "The page shows flat errors with a code alone; OAuth allows a description beside it.",
  },
  revokedClientTokens: {
    default: "end",
    alternatives: ["live_on"],
    page: "AUTH, TOK",
    reason:
      "Revocation takes effect at once for API tokens; the page does not say whether this applies to a client's access tokens too.",
  },
} as const;
