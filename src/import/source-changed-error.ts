import { SourceError } from "./readers/source-error.js";

/** The source has changed since it was opened. A source throws this error when its reading ends, or cannot begin. */
export class SourceChangedError extends SourceError {}
