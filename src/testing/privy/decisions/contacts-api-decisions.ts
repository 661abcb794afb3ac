/** What the fake decides about the contact endpoints. Read it through `DECISIONS`. */
export const CONTACTS_API_DECISIONS = {
  getContactScope: {
    default: "contacts_read",
    alternatives: ["contacts_write"],
    page: "GET",
    reason: "The scope is not stated for this call; reading is what contacts_read is for.",
  },
  listOrder: {
    default: "newest_first",
    alternatives: ["oldest_first"],
    page: "LIST",
    reason:
      "No order is documented and none can be asked for; the newest are what a merchant looks at first.",
  },
  listOutOfRange: {
    default: "refuse",
    alternatives: ["clamp"],
    page: "LIST",
    reason: "The ranges of page and per_page are documented, not what happens beyond; 422 shows the slip.",
  },
  createStatus: {
    default: "201",
    alternatives: ["200"],
    page: "CREATE",
    reason: "The status is not shown; 201 is what creating an order answers.",
  },
  restoreStatus: {
    default: "201",
    alternatives: ["200"],
    page: "CREATE",
    reason: "Restoring is what CREATE does with a deleted match, and no answer of its own is documented.",
  },
  restoredFields: {
    default: "keep",
    alternatives: ["replace"],
    page: "CREATE",
    reason:
      '"Restored with the new data": what is left out keeps its stored value, as in an order; "replace" empties it.',
  },
  conflictId: {
    default: "error.id",
    alternatives: ["id", "data.id", "none"],
    page: "CHG, ERR",
    reason: 'The answer carries the id, and where is not shown; "none" is as it was before 2026-05-14.',
  },
  updateConflict: {
    default: "conflict",
    alternatives: ["validation_failed"],
    page: "UPDATE",
    reason: "Somebody else's email or phone is a 409 when a contact is created; UPDATE does not say.",
  },
  unchangedIdentity: {
    default: "refuse",
    alternatives: ["accept"],
    page: "UPDATE",
    reason:
      "Email and phone can be written only while null; whether the value that is there already may be sent is not said.",
  },
  smsCountries: {
    default: "+1",
    alternatives: ["any"],
    page: "CREATE, UPDATE",
    reason: "An SMS opt-in needs a phone of a supported country, and which those are is not listed.",
  },
  complianceSuppressedDelete: {
    default: "refuse",
    alternatives: ["accept"],
    page: "DELETE, UPDATE",
    reason: '"Any write is 422" read literally; "accept" takes a deletion for no write to the contact.',
  },
} as const;
