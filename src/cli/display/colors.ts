import picocolors from "picocolors";
import type { CliIo, CliStream } from "../cli-io.js";

/** Colours on a terminal, unless NO_COLOR is set (to anything but nothing, no-color.org) or it cannot show any. */
export function colorsFor(stream: CliStream, env: CliIo["env"]): ReturnType<typeof picocolors.createColors> {
  return picocolors.createColors(stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb");
}
