import { InvalidInputError } from "../../errors/invalid-input-error.js";

/** The position at which reading stopped; lines and columns are counted from 1. */
export interface SourcePosition {
  readonly line?: number;
  readonly column?: number;
}

/**
 * The source cannot be read further: it is cut off, damaged, or not of the expected format. The records before that
 * place were returned; none after it are. An `InvalidInputError` (by `name` and `code` too) that also has the position.
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
