import type { Duration } from "../../kit/clock/duration.js";
import type { Moment } from "../../kit/clock/moment.js";
import { ControlError } from "./routing/control-error.js";
import { readMembers } from "./routing/parameters.js";
import type { ControlRoute } from "./routing/route.js";
import { integer, named, object, text } from "./routing/schema.js";

/** The operations on the clock. */
export const CLOCK_ROUTES: readonly ControlRoute[] = [
  {
    method: "GET",
    path: "/_fake/clock",
    summary: "The time of the fake's clock.",
    returns: named("Clock"),
    answer: (_, { clock }) => clock.read(),
  },
  {
    method: "POST",
    path: "/_fake/clock/advance",
    summary: "Moves the clock forward; what falls due happens in the order of time.",
    body: object({ by: { anyOf: [text, integer] } }, true),
    returns: named("Clock"),
    async answer({ body }, { clock }) {
      const { by } = readMembers(body, ["by"]);
      if (typeof by !== "string" && typeof by !== "number") {
        throw ControlError.badField("by", 'must be a duration: milliseconds, or text such as "30s", "91d"');
      }
      // The clock checks it.
      await clock.advance(by as Duration);
      return clock.read();
    },
  },
  {
    method: "PUT",
    path: "/_fake/clock",
    summary: "Sets the clock to a moment, or to the machine's time (`now`).",
    body: object({ at: { anyOf: [text, integer] } }, true),
    returns: named("Clock"),
    async answer({ body }, { clock }) {
      const { at } = readMembers(body, ["at"]);
      // The clock checks it.
      await clock.set(at as Moment);
      return clock.read();
    },
  },
  {
    method: "POST",
    path: "/_fake/clock/freeze",
    summary: "Stops the clock.",
    body: object({}, true),
    returns: named("Clock"),
    answer({ body }, { clock }) {
      readMembers(body, []);
      clock.freeze();
      return clock.read();
    },
  },
  {
    method: "POST",
    path: "/_fake/clock/run",
    summary: "Starts a stopped clock again from its current time.",
    body: object({}, true),
    returns: named("Clock"),
    answer({ body }, { clock }) {
      readMembers(body, []);
      clock.run();
      return clock.read();
    },
  },
];
