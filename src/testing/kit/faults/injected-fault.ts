/** A fault that struck a request. */
export interface InjectedFault {
  /** Its short name, its kind or its status, as it was set. */
  readonly name: string;
  /** Whether the request was processed before the fault, although the response does not show it. */
  readonly stored: boolean;
  /** The function that set it. */
  readonly by: "failNext" | "failWhen" | "chaos";
}
