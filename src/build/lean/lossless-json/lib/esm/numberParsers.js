// Without the library's own class of numbers: whoever parses says what becomes of a number.
export function parseLosslessNumber() {
  throw new Error("lossless-json is bundled without LosslessNumber: pass the option parseNumber");
}

export const parseNumberAndBigInt = parseLosslessNumber;
