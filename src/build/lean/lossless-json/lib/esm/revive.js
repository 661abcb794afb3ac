// Without revivers: nobody passes one.
export function revive() {
  throw new Error("lossless-json is bundled without revivers");
}
