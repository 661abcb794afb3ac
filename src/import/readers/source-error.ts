import { InvalidInputError } from "../../errors/invalid-input-error.js";

/** Where reading stopped; lines and columns are counted from 1. */
export interface SourcePosition {
  readonly line?: number;
  readonly column?: number;
}

/**
 * The source cannot be read on: it is cut off, damaged, or not of the expected format. What came before it was
 * handed over; nothing after it is. An `InvalidInputError` (by `name` and `code`, too) that also knows the place.
 */
export class SourceError extends InvalidInputError {
  declare readonly position?: SourcePosition;

  constructor(message: string, position?: SourcePosition) {
    const { line, column } = position ?? {};
    const place = line === undefined ? "" : ` on from line ${line}${column ? `, column ${column}` : ""}`;
    super(`The source cannot be read${place}`, [{ code: "unreadable", path: [], message }]);
    if (position !== undefined) this.position = position;
  }
}
