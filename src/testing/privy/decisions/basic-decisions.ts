/** What the fake decides about requests as such, whatever they are for. Read it through `DECISIONS`. */
export const BASIC_DECISIONS = {
  unknownRouteWithoutToken: {
    default: "not_found",
    alternatives: ["unauthorized"],
    page: "ERR",
    reason:
      "A router answers before anyone looks at credentials; a mistyped path shows at once, whatever the token.",
  },
  wrongMethod: {
    default: "method_not_allowed",
    alternatives: ["not_found"],
    page: "ERR",
    reason: "The pages do not say; 405 with Allow is what HTTP asks for.",
  },
  malformedJson: {
    default: "bad_request",
    alternatives: ["validation_failed"],
    page: "ERR",
    reason:
      "The pages list no code for a body that is not a JSON object; 400 is the usual answer, 422 without details the other one.",
  },
  nonJsonContentType: {
    default: "refuse",
    alternatives: ["accept"],
    page: "ORD",
    reason:
      "JSON in and out is documented; a body sent as another type is a slip that a test should show (400).",
  },
} as const;
