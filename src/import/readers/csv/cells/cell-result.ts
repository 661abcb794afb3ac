import type { IssueCode } from "../../../../errors/issue-code.js";

/** What a cell holds, or what is wrong with it; undefined for a field that is left out. */
export type CellResult =
  | { readonly value: unknown }
  /** Default `code`: "invalid". */
  | { readonly problem: string; readonly code?: IssueCode }
  | undefined;
