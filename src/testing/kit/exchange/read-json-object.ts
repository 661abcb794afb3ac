import { parseJson } from "../../../http/response/lossless-json.js";
import type { Checked } from "../fields/checked.js";
import { isJsonObject, type JsonObject } from "../fields/plain-fields.js";

/** How deep a body may nest, as in Ruby's JSON. A deeper one could exhaust the stack of its reader. */
const maxDepth = 100;

/** Reads a body that must be a JSON object, its integers exact. */
export function readJsonObject(text: string): Checked<JsonObject> {
  const read = readJson(text);
  if ("problem" in read) return read;
  return isJsonObject(read.value) ? { value: read.value } : { problem: "The body must be a JSON object" };
}

/** Reads a body that must be JSON, its integers exact. */
export function readJson(text: string): Checked<unknown> {
  if (text.trim() === "") return { problem: "The body is empty" };
  if (isDeeperThan(text, maxDepth)) return { problem: `The body nests deeper than ${maxDepth} levels` };
  try {
    return { value: parseJson(text) };
  } catch {
    // The parser's own message quotes the body.
    return { problem: "The body is not valid JSON" };
  }
}

function isDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let isText = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (isText) {
      if (character === 0x5c) index += 1;
      else if (character === 0x22) isText = false;
    } else if (character === 0x22) isText = true;
    else if (character === 0x7b || character === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === 0x7d || character === 0x5d) depth -= 1;
  }
  return false;
}
