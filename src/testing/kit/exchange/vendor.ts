import type { RequestSubject } from "../faults/request-match.js";
import type { RequestView } from "../log/request-view.js";

/** What the kit needs to know of the vendor that a fake stands for. */
export interface Vendor {
  /** The vendor's name, for messages. */
  readonly name: string;
  /** An address that the fake responds to, for messages. */
  readonly example: string;
  /** The prefix of its credentials, `sk_live_` for example, which a masked credential still shows. */
  readonly credentialPrefixes: readonly string[];
  /** The path where credentials are exchanged for a token. The whole body of such a request is secret. */
  readonly tokenPath?: string;
  /** Returns the order or contact that a request is about. Default: none. */
  readonly subjectOf?: (view: RequestView) => RequestSubject;
}
