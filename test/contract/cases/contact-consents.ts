import { expect } from "vitest";
import { type ContractCase, leavesContacts, needsDashboard, type PrivyUnderTest } from "../contract-case.js";
import { refusedFields } from "../refused-fields.js";

const phone = "+12125550123";

async function create(privy: PrivyUnderTest, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const { body } = await privy.send({ path: "/contacts", body: privy.newContact(fields) });
  return String(Object(body).data.id);
}

const refusalOf = async (privy: PrivyUnderTest, fields: Readonly<Record<string, unknown>>) =>
  refusedFields(await privy.send({ path: "/contacts", body: privy.newContact(fields) }));

/** What a contact has agreed to, and what no request can write. */
export const contactConsents: readonly ContractCase[] = [
  {
    title: "refuses the consents that it alone sets",
    page: "CREATE",
    run: async (privy) => {
      expect(await refusalOf(privy, { email_consent: "compliance_suppressed" })).toEqual(["email_consent"]);
      expect(await refusalOf(privy, { phone_number: phone, sms_consent: "pending" })).toEqual([
        "sms_consent",
      ]);
    },
  },
  {
    title: "refuses an SMS opt-in without a phone",
    page: "CREATE",
    run: async (privy) => {
      for (const sms_consent of ["subscribed", "single_opt_in"]) {
        // Which of the two the page calls the wrong one is not said.
        expect(["sms_consent", "phone_number", "base"]).toContain(
          (await refusalOf(privy, { sms_consent })).join(),
        );
      }
    },
  },
  {
    title: "refuses to unsubscribe a new contact from SMS",
    page: "CREATE",
    run: async (privy) => {
      const fields = { phone_number: phone, sms_consent: "unsubscribed" };
      expect(await refusalOf(privy, fields)).toEqual(["sms_consent"]);
    },
  },
  {
    title: "lifts the merchant's suppression when any consent is written",
    page: "UPDATE",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const id = await create(privy, { email_consent: "suppressed" });
      const { contact } = await privy.client().contacts.update(id, { email_consent: "subscribed" });
      expect(contact.email_consent).toBe("subscribed");
    },
  },
  {
    title: "refuses every write to a contact that it suppresses itself",
    page: "UPDATE",
    notOnRealAccount: needsDashboard,
    run: async (privy) => {
      const id = privy.dashboard.createComplianceSuppressed("jane@example.com");
      for (const body of [{ email_consent: "subscribed" }, { first_name: "Jane" }]) {
        const answer = await privy.send({ method: "PATCH", path: `/contacts/${id}`, body });
        expect(refusedFields(answer).length).toBeGreaterThan(0);
      }
      const { contact } = await privy.client().contacts.get(id);
      expect(contact).toMatchObject({ email_consent: "compliance_suppressed", first_name: null });
    },
  },
  {
    title: "unsubscribes a contact as often as it is asked, and says that the endpoint is deprecated",
    page: "UNSUB",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const id = await create(privy, { email_consent: "subscribed" });
      for (const body of [{ reason: "x".repeat(500) }, {}]) {
        const answer = await privy.send({ path: `/contacts/${id}/unsubscribe`, body });
        expect(answer).toMatchObject({ status: 200, body: { data: { email_consent: "unsubscribed" } } });
        expect(answer.headers.get("deprecation")).toBe("true");
        expect(answer.headers.get("link")).toMatch(/^<https:\/\/[^>]+>; rel=/);
      }
      const { warnings } = await privy.client().contacts.unsubscribe(id);
      expect(warnings).toMatchObject([{ code: "deprecated" }]);
    },
  },
  {
    title: "refuses a reason of more than 500 characters",
    page: "UNSUB",
    notOnRealAccount: leavesContacts,
    run: async (privy) => {
      const id = await create(privy, {});
      const answer = await privy.send({
        path: `/contacts/${id}/unsubscribe`,
        body: { reason: "x".repeat(501) },
      });
      expect(refusedFields(answer)).toEqual(["reason"]);
    },
  },
];
