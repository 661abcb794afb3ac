/** Decisions about requests to any endpoint. Exported as part of `DECISIONS`. */
export const BASIC_DECISIONS = {
  unknownRouteWithoutToken: {
    default: "not_found",
    alternatives: ["unauthorized"],
    page: "ERR",
    reason:
      "A router responds before credentials are checked; a mistyped path shows at once, with any token.",
  },
  wrongMethod: {
    default: "method_not_allowed",
    alternatives: ["not_found"],
    page: "ERR",
    reason: "The pages do not say; 405 with Allow is what HTTP requires.",
  },
  malformedJson: {
    default: "bad_request",
    alternatives: ["validation_failed"],
    page: "ERR",
    reason:
      "The pages list no code for a body that is not a JSON object; 400 is the usual status, 422 without details the alternative.",
  },
  nonJsonContentType: {
    default: "refuse",
    alternatives: ["accept"],
    page: "ORD",
    reason:
      "JSON in and out is documented; a body sent as another type is a mistake that a test should show (400).",
  },
} as const;
