/** Decisions about an order's fields, its response and its tie. Exported as part of `DECISIONS`. */
export const ORDER_DECISIONS = {
  integrationCheck: {
    default: "before_fields",
    alternatives: ["with_fields"],
    page: "ORD",
    reason:
      "The order of checks is not documented; a bad header is reported alone, or together with the fields.",
  },
  integrationErrorField: {
    default: "X-Privy-Integration-Token",
    alternatives: ["base"],
    page: "ORD",
    reason: "The page states 422 without showing the body; naming the header helps most.",
  },
  soleIntegration: {
    default: "active",
    alternatives: ["all"],
    page: "ORD",
    reason: '"Exactly one Custom Integration" counts the active ones; "all" counts the deactivated ones too.',
  },
  emptyIntegrationHeader: {
    default: "ignore",
    alternatives: ["refuse"],
    page: "ORD",
    reason: "An unset variable sends an empty header; it means the same as none.",
  },
  updateWithoutIntegrationHeader: {
    default: "keep",
    alternatives: ["retie"],
    page: "ORD",
    reason: 'Omitted fields keep their stored value; "retie" applies the rule for new orders again.',
  },
  updateWithOtherIntegration: {
    default: "retie",
    alternatives: ["keep"],
    page: "ORD",
    reason: "A header that is sent is the newest statement; the pages are silent.",
  },
  nullInOptionalField: {
    default: "omitted",
    alternatives: ["clear"],
    page: "ORD",
    reason: 'Omitting keeps the stored value and no way to clear one is documented; "clear" removes it.',
  },
  unknownFields: {
    default: "ignore",
    alternatives: ["refuse"],
    page: "ORD",
    reason: "No error for them is documented. The request log lists them as ignoredFields.",
  },
  numericText: {
    default: "refuse",
    alternatives: ["accept"],
    page: "ORD",
    reason: 'The page types total and subtotal as numbers; "accept" also takes decimal text.',
  },
  currencyCheck: {
    default: "iso_4217",
    alternatives: ["three_letters"],
    page: "ORD",
    reason: "The page names ISO 4217; whether an unassigned code is refused is not said.",
  },
  orderDateZone: {
    default: "offset",
    alternatives: ["z_only", "any"],
    page: "ORD",
    reason:
      'The page expects UTC ending in Z: "offset" also converts +02:00, "z_only" does not, "any" takes text without a zone as UTC.',
  },
  phoneDefaultCountry: {
    default: "US",
    alternatives: ["none"],
    page: "ORD",
    reason:
      "Loose numbers are normalised; for one without a country, and no address naming one, Privy's market is assumed.",
  },
  totalAmountRounding: {
    default: "by_currency",
    alternatives: ["two_digits", "none"],
    page: "ORD",
    reason:
      'The example shows "95.00" for USD. Whether a total is rounded, and to how many digits in JPY or KWD, is not said: to the currency\'s minor unit, to two digits, or only padded to them.',
  },
  orderIdInAnswer: {
    default: "integer",
    alternatives: ["string"],
    page: "ORD",
    reason: "order_id is an int64; it is returned as a JSON integer with exact digits.",
  },
  echo: {
    default: "documented_example",
    alternatives: ["all"],
    page: "ORD",
    reason: "The text says that addresses and items are echoed, the example omits them.",
  },
} as const;
