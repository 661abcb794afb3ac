/** Whether an error says that a module was not found. */
export function isMissing(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "MODULE_NOT_FOUND";
}
