import { appendFileSync } from "node:fs";

/**
 * Leaves the figures of a proof in the file that PROOFS names, if it names one: `npm run proofs` makes the table of the
 * contributor's guide of them.
 */
export function recordProof(name: string, figures: Readonly<Record<string, number | string>>): void {
  const file = process.env.PROOFS;
  if (file !== undefined && file !== "") appendFileSync(file, `${name}: ${JSON.stringify(figures)}\n`);
}
