import type { SnapshotContent } from "../../../privy/fake-privy-snapshot.js";
import type { ControlHook } from "../../../privy/served/control-hook.js";
import { ControlError } from "../routing/control-error.js";

/** A snapshot as a list shows it. */
export interface SnapshotView {
  readonly id: string;
  readonly name: string;
  /** By the fake's clock: ISO 8601, UTC. */
  readonly takenAt: string;
  readonly orders: number;
  readonly contacts: number;
  readonly requests: number;
}

/** The snapshots that were taken through the control API. */
export interface SnapshotShelf {
  /** Oldest first. */
  list(): readonly SnapshotView[];
  /** Takes one; the oldest goes when there are too many. */
  take(name?: string): SnapshotView;
  /** By its id or its name. */
  restore(key: string): SnapshotView;
  remove(key: string): void;
  /** A name that no snapshot has: this one, or with a number behind it. */
  nextName(name: string): string;
}

/** As many are kept. */
export const mostSnapshots = 20;

interface Shelved {
  readonly view: SnapshotView;
  readonly content: SnapshotContent;
}

/** Makes an empty shelf. */
export function createSnapshotShelf(hook: ControlHook): SnapshotShelf {
  let shelved: Shelved[] = [];
  let taken = 0;

  function find(key: string): Shelved {
    const found =
      shelved.find(({ view }) => view.id === key) ?? shelved.find(({ view }) => view.name === key);
    if (found === undefined) throw ControlError.notFound("There is no snapshot of that id or name");
    return found;
  }

  return {
    list: () => shelved.map(({ view }) => view),
    take(name) {
      if (name !== undefined && shelved.some(({ view }) => view.name === name)) {
        throw ControlError.conflict("A snapshot of that name exists: choose another, or delete it first");
      }
      taken += 1;
      const content = hook.capture();
      const { orders, contacts, log } = content.account;
      const view: SnapshotView = {
        id: `snap_${taken}`,
        name: name ?? `snapshot ${taken}`,
        takenAt: new Date(content.atMs).toISOString(),
        orders: orders.length,
        contacts: contacts.contacts.length,
        requests: log.entries.length,
      };
      shelved = [...shelved, { view, content }].slice(-mostSnapshots);
      return view;
    },
    restore(key) {
      const { view, content } = find(key);
      hook.restore(content);
      return view;
    },
    nextName(name) {
      const isFree = (candidate: string): boolean => shelved.every(({ view }) => view.name !== candidate);
      let candidate = name;
      for (let number = 2; !isFree(candidate); number += 1) candidate = `${name} ${number}`;
      return candidate;
    },
    remove(key) {
      const found = find(key);
      shelved = shelved.filter((one) => one !== found);
    },
  };
}
