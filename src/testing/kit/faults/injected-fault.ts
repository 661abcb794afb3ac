/** A fault that struck a request. */
export interface InjectedFault {
  /** Its short name, its kind or its status, as it was set. */
  readonly name: string;
  /** Whether the request was processed before, so that what it asked for may be done although the response does not say so. */
  readonly stored: boolean;
  /** Who had asked for it. */
  readonly by: "failNext" | "failWhen" | "chaos";
}
