import type { VNode } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { useKeys } from "../state/shortcuts.js";

/** The filter of a list. What is typed counts at once, or after a pause when the fake has to be asked. */
export function SearchField({
  label,
  value,
  onChange,
  pauseMs = 0,
  problem,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly pauseMs?: number;
  readonly problem?: string | undefined;
}): VNode {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const timer = useRef(0);
  useLayoutEffect(() => {
    if (document.activeElement !== field.current) setText(value);
  }, [value]);
  useKeys({
    "/": () => {
      field.current?.focus();
      field.current?.select();
    },
  });
  const change = (next: string): void => {
    setText(next);
    clearTimeout(timer.current);
    if (pauseMs === 0) onChange(next);
    else timer.current = setTimeout(() => onChange(next), pauseMs);
  };
  return (
    <div class="search">
      <input
        ref={field}
        type="search"
        aria-label={label}
        placeholder={`${label}  ( / )`}
        spellcheck={false}
        autocomplete="off"
        value={text}
        aria-invalid={Boolean(problem)}
        onInput={({ currentTarget }) => change(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" && event.key !== "Enter") return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === "Escape" && text !== "") change("");
          else document.querySelector<HTMLElement>("[role=grid]")?.focus();
        }}
      />
      {problem && <p class="problem">{problem}</p>}
    </div>
  );
}
