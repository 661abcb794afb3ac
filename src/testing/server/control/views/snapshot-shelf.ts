import type { SnapshotContent } from "../../../privy/fake-privy-snapshot.js";
import type { ControlHook } from "../../../privy/served/control-hook.js";
import { ControlError } from "../routing/control-error.js";
import type { ClockControl, ClockView } from "./clock-control.js";

/** A snapshot in a list. */
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
  /** Takes a snapshot; the oldest is dropped when there are too many. */
  take(name?: string): SnapshotView;
  /** Returns a snapshot by its id or its name. */
  restore(key: string): SnapshotView;
  remove(key: string): void;
  /** Returns a free name: this one, or this one with a number. */
  nextName(name: string): string;
}

/** The most snapshots that are kept. */
export const mostSnapshots = 20;

interface Shelved {
  readonly view: SnapshotView;
  readonly content: SnapshotContent;
  /** Whether the clock ran. */
  readonly mode: ClockView["mode"];
}

/** Creates an empty shelf. */
export function createSnapshotShelf(hook: ControlHook, clock: ClockControl): SnapshotShelf {
  let shelved: Shelved[] = [];
  let taken = 0;

  function find(key: string): Shelved {
    const found =
      shelved.find(({ view }) => view.id === key) ?? shelved.find(({ view }) => view.name === key);
    if (found === undefined) throw ControlError.notFound("Unknown snapshot: none has that id or name");
    return found;
  }

  return {
    list: () => shelved.map(({ view }) => view),
    take(name) {
      if (name !== undefined && shelved.some(({ view }) => view.name === name)) {
        throw ControlError.conflict(
          "A snapshot with that name exists: choose another name, or delete it first",
        );
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
      shelved = [...shelved, { view, content, mode: clock.read().mode }].slice(-mostSnapshots);
      return view;
    },
    restore(key) {
      const { view, content, mode } = find(key);
      // Before the time is set: a clock that stands then stands at that very moment.
      clock.setMode(mode);
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
