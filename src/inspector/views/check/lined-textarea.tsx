import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import type { CheckResult } from "../../api/shapes.js";
import { lineOfPath, linesOfPaths, pathAsText } from "../../format/line-of-path.js";
import { Notes } from "../../parts/marks.jsx";

/** A field for JSON with numbered lines; those with an issue are marked, and lead to it. */
export function LinedTextarea({
  label,
  value,
  onChange,
  issues,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly issues: CheckResult["issues"];
}): VNode {
  const area = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const lines = linesOfPaths(value);
  const rows = value.split("\n");
  const found = issues.map(({ path, message }) => {
    const field = pathAsText(path);
    return { field, message, line: lineOfPath(lines, field) };
  });
  const marked = new Set(found.map(({ line }) => line));
  const showLine = (line: number): void => {
    const from = rows.slice(0, line - 1).join(" ").length + (line > 1 ? 1 : 0);
    area.current?.focus();
    area.current?.setSelectionRange(from, from + (rows[line - 1]?.length ?? 0));
  };
  return (
    <>
      <div class="lined">
        <div class="line-numbers" aria-hidden="true" ref={numbers}>
          {rows.map((_, index) => (
            // A line has no name but its number.
            <span key={`line ${index + 1}`} class={marked.has(index + 1) ? "line-bad" : ""}>
              {marked.has(index + 1) && "▸"}
              {index + 1}
            </span>
          ))}
        </div>
        <textarea
          ref={area}
          class="code"
          aria-label={label}
          rows={22}
          wrap="off"
          spellcheck={false}
          value={value}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
          onScroll={({ currentTarget }) => {
            if (numbers.current) numbers.current.scrollTop = currentTarget.scrollTop;
          }}
        />
      </div>
      <Notes
        isBad
        label="Issues"
        of={found.map(({ line, ...problem }) => ({
          ...problem,
          code: (
            <button type="button" class="link" onClick={() => showLine(line)}>
              line {line}
            </button>
          ),
        }))}
      />
    </>
  );
}
