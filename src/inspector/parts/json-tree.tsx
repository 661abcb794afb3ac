import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { writeExactJson } from "../api/exact-json.js";
import { countText, plural } from "../format/show-numbers.js";
import { ScrollBox } from "./copy-text.jsx";

const longText = 200_000;
const openDepth = 3;
const manyMembers = 100;

/** JSON as a tree that folds; what is longer than 200 kB only in part, until one asks for more. */
export function JsonTree({ value, label }: { readonly value: unknown; readonly label: string }): VNode {
  const [isWhole, setWhole] = useState(false);
  if (value === undefined) return <p class="faint">No body.</p>;
  const text = typeof value === "string" ? value : writeExactJson(value);
  if (text.length > longText && !isWhole) {
    return (
      <>
        <ScrollBox label={label}>{text.slice(0, longText)}</ScrollBox>
        <p>
          The first {countText(longText)} of {countText(text.length)} characters.{" "}
          <button type="button" onClick={() => setWhole(true)}>
            Show all
          </button>
        </p>
      </>
    );
  }
  if (typeof value === "string") {
    return <ScrollBox label={label}>{value}</ScrollBox>;
  }
  return (
    <div class="tree">
      <Node value={value} depth={0} />
    </div>
  );
}

function Node({
  name,
  value,
  depth,
}: {
  readonly name?: string;
  readonly value: unknown;
  readonly depth: number;
}): VNode {
  const [all, setAll] = useState(false);
  const label = name && <span class="tree-key">{name}: </span>;
  if (!(value instanceof Object)) {
    return (
      <div>
        {label}
        <span class={`tree-${value === null ? "null" : typeof value}`}>
          {typeof value === "string" ? JSON.stringify(value) : String(value)}
        </span>
      </div>
    );
  }
  const members = Object.entries(value);
  const isList = Array.isArray(value);
  if (members.length === 0) {
    return (
      <div>
        {label}
        {isList ? "[]" : "{}"}
      </div>
    );
  }
  const shown = all ? members : members.slice(0, manyMembers);
  return (
    <details open={depth < openDepth}>
      <summary>
        {label}
        <span class="faint">
          {isList ? plural(members.length, "element") : plural(members.length, "field")}
        </span>
      </summary>
      <div class="tree-inner">
        {shown.map(([key, member]) => (
          <Node key={key} {...(isList ? {} : { name: key })} value={member} depth={depth + 1} />
        ))}
        {shown.length < members.length && (
          <button type="button" onClick={() => setAll(true)}>
            Show all {countText(members.length)}
          </button>
        )}
      </div>
    </details>
  );
}
