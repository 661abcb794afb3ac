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
  /** Takes a snapshot. When there are too many, the oldest undo is dropped, and without one the oldest snapshot. */
  take(name?: string): SnapshotView;
  /** Takes a snapshot that brings back what a reset ends. */
  takeUndo(): SnapshotView;
  /** Returns a snapshot by its id or its name. */
  restore(key: string): SnapshotView;
  remove(key: string): void;
}

/** The most snapshots that are kept. */
export const mostSnapshots = 20;

interface Shelved {
  readonly view: SnapshotView;
  readonly content: SnapshotContent;
  /** Whether the clock ran. */
  readonly mode: ClockView["mode"];
  readonly isUndo: boolean;
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

  const isFree = (name: string): boolean => shelved.every(({ view }) => view.name !== name);

  function shelve(name: string | undefined, isUndo: boolean): SnapshotView {
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
    if (shelved.length >= mostSnapshots) {
      // A suite that resets before each test must not lose the snapshot that it begins with.
      const oldest = shelved.find((one) => one.isUndo) ?? shelved[0];
      shelved = shelved.filter((one) => one !== oldest);
    }
    shelved = [...shelved, { view, content, mode: clock.read().mode, isUndo }];
    return view;
  }

  return {
    list: () => shelved.map(({ view }) => view),
    take(name) {
      if (name !== undefined && !isFree(name)) {
        throw ControlError.conflict(
          "A snapshot with that name exists: choose another name, or delete it first",
        );
      }
      return shelve(name, false);
    },
    takeUndo() {
      let name = "before reset";
      for (let number = 2; !isFree(name); number += 1) name = `before reset ${number}`;
      return shelve(name, true);
    },
    restore(key) {
      const { view, content, mode } = find(key);
      // Before the time is set: a clock that stands then stands at that very moment.
      clock.setMode(mode);
      hook.restore(content);
      return view;
    },
    remove(key) {
      const found = find(key);
      shelved = shelved.filter((one) => one !== found);
    },
  };
}
