import { InvalidInputError } from "../../errors/invalid-input-error.js";
import { type CheckpointState, isCheckpointState } from "../checkpoints/checkpoint.js";
import type { ImportOptions } from "../import-options.js";
import { aboutSource, type ImportSource } from "../import-record.js";

function refuse(message: string): never {
  throw new InvalidInputError("The import was not started", [
    { code: "conflict", path: ["checkpoint"], message },
  ]);
}

/** The start of an import. */
export interface ImportStart {
  /** Everything that must be the same when an import is resumed. */
  readonly fingerprint: string;
  readonly resumed: CheckpointState | undefined;
  /** Whether the source has grown since the checkpoint was written. */
  readonly hasGrown: boolean;
}

const consentPart = ({ consent = "drop" }: ImportOptions): string => ` consent=${consent}`;

/**
 * Finds where an earlier run ended.
 *
 * @throws InvalidInputError for a checkpoint that cannot be read, or that is of another source or other options
 */
export async function findStart(source: ImportSource, options: ImportOptions): Promise<ImportStart> {
  const { checkpoint } = options;
  const about = aboutSource(source);
  const own = options.fingerprint ?? about.fingerprint;
  if (checkpoint !== undefined && own === undefined) {
    refuse(
      "needs a fingerprint of the source: pass the option fingerprint, for example the file's name and size",
    );
  }
  const fingerprint = `${own ?? "none"}${consentPart(options)}`;
  const loaded = await checkpoint?.load();
  if (loaded === undefined || loaded === null) return { fingerprint, resumed: undefined, hasGrown: false };
  if (!isCheckpointState(loaded)) {
    refuse("cannot be read: it is not the state of an import. Remove it to start again, or restore it");
  }
  if (loaded.fingerprint === fingerprint) {
    const { next } = loaded;
    if (about.total !== undefined && next > about.total) {
      refuse(`has ${next} records done, but the source has only ${about.total}: restore the source`);
    }
    return { fingerprint, resumed: loaded, hasGrown: false };
  }
  const earlier = loaded.fingerprint;
  const isOurs = options.fingerprint === undefined && earlier.endsWith(consentPart(options));
  const part = earlier.slice(0, -consentPart(options).length);
  if (isOurs && (await about.continues?.(part)) === true)
    return { fingerprint, resumed: loaded, hasGrown: true };
  return refuse(
    "belongs to another source, or to other options (consent, mapping). Use the source and the options that it was created with, or another checkpoint to start again",
  );
}
