/** Decisions about the contact of an order and its consequences. Exported as part of `DECISIONS`. */
export const CONTACT_DECISIONS = {
  emailMatch: {
    default: "case_insensitive",
    alternatives: ["exact"],
    page: "ORD",
    reason: "The page says matched by email; mail systems do not tell the cases apart.",
  },
  existingEmailConsent: {
    default: "leave",
    alternatives: ["subscribe"],
    page: "CHG, ORD",
    reason:
      'CHG says subscribes on create, ORD "on signup"; "subscribe" also subscribes an existing contact (never a compliance_suppressed one).',
  },
  smsOptIn: {
    default: "single_opt_in",
    alternatives: ["subscribed"],
    page: "ORD",
    reason: 'The page says "records an SMS opt-in"; a box ticked at checkout is not a confirmed one.',
  },
  complianceSuppressed: {
    default: "store",
    alternatives: ["refuse"],
    page: "ORD, UPDATE",
    reason: 'An order does not write to the contact; "refuse" reads "any write is 422" strictly.',
  },
  deletedContact: {
    default: "restore",
    alternatives: ["create"],
    page: "CREATE",
    reason:
      "A contact that is created again is restored under its old id; an order finds or creates likewise.",
  },
  restoredConsent: {
    default: "as_new",
    alternatives: ["keep"],
    page: "CREATE",
    reason:
      'A restored contact takes the new data, consents included (a compliance_suppressed one never); "keep" leaves them.',
  },
  existingContactBlanks: {
    default: "leave",
    alternatives: ["fill"],
    page: "ORD",
    reason:
      'Only creation is documented to copy names and numbers; "fill" completes what an existing contact lacks.',
  },
  phoneOfAnotherContact: {
    default: "leave_off",
    alternatives: ["share"],
    page: "CREATE",
    reason:
      "Two contacts cannot have one phone number (409 there), so a new contact does not get a taken one.",
  },
  updateEmail: {
    default: "relink",
    alternatives: ["keep"],
    page: "ORD",
    reason:
      "A resend is the full current state, so another email means another contact, and statistics follow the order.",
  },
  initialSyncStats: {
    default: "update",
    alternatives: ["suppress"],
    page: "CHG, ORD",
    reason: "The pages contradict each other; CHG states the purpose: segments and win-back stay right.",
  },
  deliveredOnCreate: {
    default: "both",
    alternatives: ["order_placed_only"],
    page: "CI",
    reason:
      "An order created already delivered is both new and delivered; it fires Order Placed and Order Received.",
  },
} as const;
