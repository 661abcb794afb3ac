/** Decisions about the contact endpoints. Exported as part of `DECISIONS`. */
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
    reason: "No order is documented and none can be requested; a merchant looks at the newest first.",
  },
  listOutOfRange: {
    default: "refuse",
    alternatives: ["clamp"],
    page: "LIST",
    reason: "The ranges of page and per_page are documented, not what happens beyond; 422 shows the mistake.",
  },
  createStatus: {
    default: "201",
    alternatives: ["200"],
    page: "CREATE",
    reason: "The status is not shown; creating an order returns 201.",
  },
  restoreStatus: {
    default: "201",
    alternatives: ["200"],
    page: "CREATE",
    reason: "CREATE restores a deleted match, and documents no response of its own for that.",
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
    reason:
      'The response has the id, but the page does not show where; "none" is as it was before 2026-05-14.',
  },
  updateConflict: {
    default: "conflict",
    alternatives: ["validation_failed"],
    page: "UPDATE",
    reason: "CREATE returns 409 for another contact's email or phone; UPDATE does not say.",
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
    reason: '"Any write is 422" read literally; with "accept", a deletion does not count as a write.',
  },
} as const;
