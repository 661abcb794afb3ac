import type { ControlContext } from "./control-context.js";
import { ControlError } from "./routing/control-error.js";
import { readMembers, readParam } from "./routing/parameters.js";
import type { ControlCall, ControlRoute } from "./routing/route.js";
import { choice, integer, listOf, named, object, orNull, pageOf, text } from "./routing/schema.js";

const keepable: readonly unknown[] = ["clock", "faults", "tokens"];

async function reset({ body }: ControlCall, context: ControlContext): Promise<unknown> {
  const { hook, shelf, clock, begin } = context;
  const { keep = [] } = readMembers(body, ["keep"]);
  if (!Array.isArray(keep) || !keep.every((one) => keepable.includes(one))) {
    throw ControlError.badField("keep", "must be a list of clock, faults, tokens");
  }
  const undo = shelf.takeUndo().id;
  if (!keep.includes("clock")) await clock.reset();
  hook.reset({ keepFaults: keep.includes("faults"), keepTokens: keep.includes("tokens") });
  begin();
  return { undo };
}

function take({ body }: ControlCall, { shelf }: ControlContext): unknown {
  const { name } = readMembers(body, ["name"]);
  if (name !== undefined && (typeof name !== "string" || name.trim() === "" || name.length > 100)) {
    throw ControlError.badField("name", "must be text of at most 100 characters");
  }
  return shelf.take(name);
}

/** The operations on snapshots. */
export const SNAPSHOT_ROUTES: readonly ControlRoute[] = [
  {
    method: "POST",
    path: "/_fake/reset",
    summary: "Resets the fake to its initial state; `undo` names the snapshot that was taken before.",
    body: object({ "keep?": listOf(choice("clock", "faults", "tokens")) }, true),
    returns: object({ undo: text }),
    answer: reset,
  },
  {
    method: "GET",
    path: "/_fake/snapshots",
    summary: "The snapshots, oldest first; at most 20 are kept.",
    returns: pageOf(named("Snapshot")),
    answer(_, { shelf }) {
      const data = shelf.list();
      return { data, next: null, total: data.length };
    },
  },
  {
    method: "POST",
    path: "/_fake/snapshots",
    summary: "Takes a snapshot of the whole account.",
    body: object({ "name?": text }, true),
    returns: named("Snapshot"),
    answer: take,
  },
  {
    method: "POST",
    path: "/_fake/snapshots/{id}/restore",
    summary: "Restores the account, the clock included. Faults are removed.",
    body: object({}, true),
    returns: object({ restored: named("Snapshot"), position: integer }),
    answer({ params, body }, { shelf, hook }) {
      readMembers(body, []);
      const restored = shelf.restore(readParam(params, "id"));
      return { restored, position: hook.state().log.position().count };
    },
  },
  {
    method: "DELETE",
    path: "/_fake/snapshots/{id}",
    summary: "Forgets a snapshot.",
    returns: object({ removed: integer, "name?": orNull(text) }),
    answer({ params }, { shelf }) {
      shelf.remove(readParam(params, "id"));
      return { removed: 1 };
    },
  },
];
