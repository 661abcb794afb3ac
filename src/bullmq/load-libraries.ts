import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { findPeer, type Peer } from "../peers/find-peer.js";
import { type Load, ownRequire } from "../peers/own-require.js";
import type { BullMqLike, IoRedisLike } from "./bullmq-like.js";

/** The libraries that a queue uses. */
export interface BullMqLibraries {
  readonly bullmq: BullMqLike;
  /** Only where a connection is made of options. */
  readonly ioredis: IoRedisLike | undefined;
}

interface Wanted extends Peer {
  readonly words: string;
  readonly install: string;
  /** What to do where a package cannot be loaded when it is needed. */
  readonly handIn: string;
}

const bullmqPeer: Wanted = {
  name: "bullmq",
  isFit: (major, minor) => major === 6 && minor >= 7,
  words: "bullmq 6.7 or a later 6",
  install: "bullmq@6",
  handIn: 'import * as bullmq from "bullmq" and pass createBullMqQueue({ bullmq, … })',
};
const ioredisPeer: Wanted = {
  name: "ioredis",
  isFit: (major) => major >= 5,
  words: "ioredis 5 or newer",
  install: "ioredis",
  handIn: "pass a client of ioredis as the connection",
};

const issue = (path: readonly string[], message: string): InputIssue => ({ code: "invalid", path, message });

/** Why a library cannot be loaded, and what to do. */
function problemOf({ words, install, handIn, ...peer }: Wanted, load: Load | undefined): InputIssue[] {
  if (load === undefined)
    return [issue([peer.name], `this runtime cannot load ${peer.name} when it is needed: ${handIn}`)];
  const found = findPeer(peer, load);
  if (found?.isFit === true) return [];
  const needs = `and this works with ${words}: npm install ${install}`;
  if (found !== undefined)
    return [issue([peer.name], `${peer.name} ${found.version} is installed, ${needs}`)];
  return [
    issue([peer.name], `${peer.name} is not installed, ${needs}. If it is part of a bundle, ${handIn}`),
  ];
}

const isBullMq = (value: object): value is BullMqLike =>
  ["Queue", "Worker"].every((name) => typeof Reflect.get(value, name) === "function");

export interface LibrariesWanted {
  /** BullMQ's exports, if they were handed in. */
  readonly bullmq: unknown;
  /** Whether connections are to be made of options. */
  readonly needsIoRedis: boolean;
}

/**
 * Returns BullMQ and, where it is needed, ioredis: as they were handed in, or loaded now.
 *
 * @throws InvalidInputError when one is missing, or of a version that loses orders
 */
export function loadLibraries(
  { bullmq, needsIoRedis }: LibrariesWanted,
  load: Load | undefined = ownRequire(),
): BullMqLibraries {
  const isGiven = typeof bullmq === "object" && bullmq !== null;
  const issues = [
    ...(bullmq === undefined ? problemOf(bullmqPeer, load) : []),
    ...(needsIoRedis ? problemOf(ioredisPeer, load) : []),
  ];
  if (bullmq !== undefined && !(isGiven && isBullMq(bullmq)))
    issues.push(issue(["bullmq"], 'must be all exports of BullMQ: import * as bullmq from "bullmq"'));
  if (issues.length > 0) throw new InvalidInputError("The queue was not created", issues);
  return {
    bullmq: (bullmq ?? load?.("bullmq")) as BullMqLike, // checked above
    ioredis: needsIoRedis ? (load?.("ioredis") as IoRedisLike) : undefined, // the part of it that is used
  };
}
