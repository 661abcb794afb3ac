import type { ErrorDetail } from "../../../kit/exchange/reply.js";

/** A refusal of the control API, in Privy's own envelope. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;
  readonly code: string;
  /** More members besides `code` and `message`. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.more = more;
  }

  /** Creates a 400 that names the problems. */
  static badRequest(message: string, details?: readonly ErrorDetail[]): ControlError {
    return new ControlError(400, "bad_request", message, details === undefined ? {} : { details });
  }

  static badField(field: string, message: string): ControlError {
    return ControlError.badRequest(`${field} ${message}`, [{ field, message }]);
  }

  static notFound(message: string): ControlError {
    return new ControlError(404, "not_found", message);
  }

  static conflict(message: string): ControlError {
    return new ControlError(409, "conflict", message);
  }
}

/** Converts a usage error of the fake, field by field where it names fields. */
export function detailsOf(message: string): readonly ErrorDetail[] | undefined {
  const details = message.split("\n").flatMap((line) => {
    const [, field = "", text = ""] = /^ {2}(\S+): (.*)$/.exec(line) ?? [];
    return field === "" ? [] : [{ field: field.replace(/^(?:options|body)\./, ""), message: text }];
  });
  return details.length === 0 ? undefined : details;
}
