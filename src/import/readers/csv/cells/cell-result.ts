import type { IssueCode } from "../../../../errors/issue-code.js";

/** The value of a cell, or its problem; undefined for a field that is left out. */
export type CellResult =
  | { readonly value: unknown }
  /** Default `code`: "invalid". */
  | { readonly problem: string; readonly code?: IssueCode }
  | undefined;
