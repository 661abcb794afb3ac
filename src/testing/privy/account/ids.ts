import type { SeededRandom, SeededRandomState } from "../../kit/seeded-random.js";

const hex = "0123456789abcdef";
const lowercase = "abcdefghijklmnopqrstuvwxyz0123456789";

/** The kinds of ids. */
export type IdKind =
  | "contactId"
  | "apiToken"
  | "accessToken"
  | "clientId"
  | "clientSecret"
  | "integrationToken"
  | "integrationId"
  | "flowRunId"
  | "requestId";

/** How many ids of each kind were made: enough to continue exactly there. Plain data. */
export type IdFactoryState = Readonly<Record<IdKind, SeededRandomState>>;

interface IdForm {
  readonly prefix: string;
  readonly length: number;
  readonly alphabet: string;
}

const forms: Readonly<Record<IdKind, IdForm>> = {
  /** `cus_a1b2c3d4e5f6g7h8`, as the contact pages show it. */
  contactId: { prefix: "cus_", length: 16, alphabet: lowercase },
  /** `privy_` and 40 hex characters. */
  apiToken: { prefix: "privy_", length: 40, alphabet: hex },
  /** No page shows one. */
  accessToken: { prefix: "", length: 43, alphabet: lowercase },
  /** No page shows one. */
  clientId: { prefix: "", length: 43, alphabet: lowercase },
  /** No page shows one. */
  clientSecret: { prefix: "", length: 43, alphabet: lowercase },
  /** The token of a Custom Integration; no page shows one. */
  integrationToken: { prefix: "", length: 32, alphabet: hex },
  /** Ours: a Custom Integration has no documented id. */
  integrationId: { prefix: "int_", length: 16, alphabet: lowercase },
  /** Ours: flow runs are not visible through Privy's API. */
  flowRunId: { prefix: "run_", length: 16, alphabet: lowercase },
  /** Ours: names one recorded request. */
  requestId: { prefix: "req_", length: 16, alphabet: lowercase },
};

/** Makes the same ids for the same seed. The ids of one kind do not depend on how many of another were made. */
export interface IdFactory {
  make(kind: IdKind): string;
  save(): IdFactoryState;
  restore(state: IdFactoryState): void;
}

/** Creates an id factory. Its ids depend on the random source's seed only, not on what else is drawn from it. */
export function createIdFactory(random: SeededRandom): IdFactory {
  // `Object.keys` is typed `string[]`; the object above has no other keys.
  const kinds = Object.keys(forms) as IdKind[];
  const sources = new Map(kinds.map((kind) => [kind, random.fork(kind)]));
  const sourceOf = (kind: IdKind): SeededRandom => sources.get(kind) ?? random;

  return {
    make(kind) {
      const { prefix, length, alphabet } = forms[kind];
      return prefix + sourceOf(kind).text(length, alphabet);
    },
    save() {
      // Every kind is there, since `kinds` are all of them.
      return Object.fromEntries(kinds.map((kind) => [kind, sourceOf(kind).save()])) as IdFactoryState;
    },
    restore(state) {
      for (const kind of kinds) sourceOf(kind).restore(state[kind]);
    },
  };
}
