import type { RequestSubject } from "../faults/request-match.js";
import type { RequestView } from "../log/request-view.js";

/** Whose place a fake takes: what the kit must know of a vendor. */
export interface Vendor {
  /** For messages. */
  readonly name: string;
  /** An address that the fake responds to, for messages. */
  readonly example: string;
  /** How its credentials begin, `sk_live_` for example: a masked credential still shows that. */
  readonly credentialPrefixes: readonly string[];
  /** Where credentials are exchanged for a token. The body of such a request is a secret in every form. */
  readonly tokenPath?: string;
  /** What a request is about. Default: nothing that a fault could be set for. */
  readonly subjectOf?: (view: RequestView) => RequestSubject;
}
