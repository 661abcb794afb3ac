// What a project's proofs say: the text of its cell, or an error with the reason.
import { outcomes } from "./queue-proof.mjs";

/** How many entry points a project loads, or which of them failed and why. */
export const judgeLoads = (proofs) => {
  const tried = proofs.flatMap(({ loads }) => (loads === undefined ? [] : [Object.entries(loads)]));
  const failures = tried.flat().filter(([, error]) => error !== "");
  if (failures.length > 0) throw new Error(failures.map(([name, error]) => `${name}: ${error}`).join("\n"));
  const count = Math.min(...tried.map(({ length }) => length));
  if (!(count > 0)) throw new Error("no entry point was tried");
  return `${count}`;
};

export const judgeOrder = (proofs) => {
  const failure = proofs.find(({ order = "sent" }) => order !== "sent");
  if (failure !== undefined) throw new Error(failure.order);
  return "yes";
};

/** Without BullMQ its error names that; with it, a queue keeps an order. */
export const judgeQueue = (proofs) => {
  const failure = proofs.find(({ queue, expected }) => queue !== expected);
  if (failure !== undefined) throw new Error(`${failure.queue}, instead of: ${failure.expected}`);
  return proofs.some(({ queue }) => queue === outcomes.stored) ? "yes" : "names it";
};
