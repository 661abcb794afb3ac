import { type Reply, refuseFields, refuseRequest } from "../../kit/exchange/reply.js";
import type { ServerState } from "../account/server-state.js";
import type { FakeContact } from "../model.js";
import { writeContact } from "./write-contact.js";

/** `{"data": contact}`. */
export function contactReply(
  contact: FakeContact,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return { status, headers, body: `{"data":${writeContact(contact)}}` };
}

/** 404: the contact is unknown or deleted. */
export function contactNotFound(): Reply {
  return refuseRequest(404, "not_found", "Contact not found");
}

/** 409 with the id of the contact that has this email or phone. */
export function contactConflict(field: "email" | "phone_number", id: string, state: ServerState): Reply {
  const { conflictId } = state.decisions;
  const error = {
    code: "conflict",
    message: `A contact with this ${field} exists already`,
    ...(conflictId === "error.id" ? { id } : {}),
  };
  return {
    status: 409,
    errorCode: error.code,
    body: JSON.stringify({
      error,
      ...(conflictId === "id" ? { id } : {}),
      ...(conflictId === "data.id" ? { data: { id } } : {}),
    }),
  };
}

/** 422: nothing can be written to a contact that is suppressed for compliance. */
export function complianceRefusal(): Reply {
  return refuseFields([{ field: "base", message: "the contact is suppressed for compliance reasons" }]);
}
