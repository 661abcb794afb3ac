import { SourceError } from "./readers/source-error.js";

/** The source is no longer what it was when it was opened. A source throws it when its reading ends, or cannot begin. */
export class SourceChangedError extends SourceError {}
