import type { FakeContact } from "../model.js";

/** The content of a store. Plain data. */
export interface ContactStoreState {
  /** Deleted ones included, oldest first. */
  readonly contacts: readonly FakeContact[];
  /** The contact that each email and each phone leads to. */
  readonly idByEmail: readonly (readonly [string, string])[];
  readonly idByPhone: readonly (readonly [string, string])[];
}

/** The contacts of one account, deleted ones included. Lookups cost the same however many there are. */
export interface ContactStore {
  /** Returns one key for all spellings of an email that mean the same address. */
  readonly emailKey: (email: string) => string;
  /** These three find deleted contacts too. */
  byId(id: string): FakeContact | undefined;
  byEmail(email: string): FakeContact | undefined;
  byPhone(phone: string): FakeContact | undefined;
  /** Adds the contact, or replaces the one with its id. An email or phone leads to the contact that took it last. */
  put(contact: FakeContact): void;
  /** How many there are, deleted ones excluded. */
  liveCount(): number;
  /** Oldest first. Built at the first reading after a change. */
  live(): readonly FakeContact[];
  deleted(): readonly FakeContact[];
  snapshot(): ContactStoreState;
  /** Replaces everything by a snapshot; `onPut` is not called. */
  restore(state: ContactStoreState): void;
}

/** Creates an empty store. `emailKey` maps the spellings of one email to one key; `onPut` is called after every change. */
export function createContactStore(options: {
  emailKey: (email: string) => string;
  onPut?: (before: FakeContact | undefined, after: FakeContact) => void;
}): ContactStore {
  const byId = new Map<string, FakeContact>();
  const idByEmail = new Map<string, string>();
  const idByPhone = new Map<string, string>();
  let live: readonly FakeContact[] | undefined;
  let deleted: readonly FakeContact[] | undefined;
  let liveCount = 0;

  const isLive = (contact: FakeContact | undefined): number => (contact?.deleted_at === null ? 1 : 0);
  const find = (id: string | undefined): FakeContact | undefined =>
    id === undefined ? undefined : byId.get(id);
  const move = (index: Map<string, string>, from: string | null, to: string | null, id: string): void => {
    if (from === to) return;
    if (from !== null && index.get(from) === id) index.delete(from);
    if (to !== null) index.set(to, id);
  };
  const keyOf = (email: string | null): string | null => (email === null ? null : options.emailKey(email));
  const select = (wanted: (contact: FakeContact) => boolean): readonly FakeContact[] =>
    Object.freeze([...byId.values()].filter(wanted));

  return {
    emailKey: options.emailKey,
    byId: (id) => byId.get(id),
    byEmail: (email) => find(idByEmail.get(options.emailKey(email))),
    byPhone: (phone) => find(idByPhone.get(phone)),
    put(contact) {
      live = undefined;
      deleted = undefined;
      const before = byId.get(contact.id);
      options.onPut?.(before, contact);
      liveCount += isLive(contact) - isLive(before);
      byId.set(contact.id, contact);
      move(idByEmail, keyOf(before?.email ?? null), keyOf(contact.email), contact.id);
      move(idByPhone, before?.phone_number ?? null, contact.phone_number, contact.id);
    },
    liveCount: () => liveCount,
    live() {
      live ??= select((contact) => contact.deleted_at === null);
      return live;
    },
    deleted() {
      deleted ??= select((contact) => contact.deleted_at !== null);
      return deleted;
    },
    snapshot: () => ({ contacts: [...byId.values()], idByEmail: [...idByEmail], idByPhone: [...idByPhone] }),
    restore(state) {
      live = undefined;
      deleted = undefined;
      for (const index of [byId, idByEmail, idByPhone]) index.clear();
      for (const contact of state.contacts) byId.set(contact.id, contact);
      liveCount = state.contacts.reduce((sum, contact) => sum + isLive(contact), 0);
      for (const [email, id] of state.idByEmail) idByEmail.set(email, id);
      for (const [phone, id] of state.idByPhone) idByPhone.set(phone, id);
    },
  };
}
