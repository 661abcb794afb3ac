import type { VNode } from "preact";
import { dayAndTime } from "../format/show-time.js";

/** A field with its label. */
export function Field({
  label,
  value,
  onText,
  attributes,
}: {
  readonly label: string;
  readonly value: string | number;
  readonly onText: (text: string) => void;
  /** More of the input's attributes: its type and limits. */
  readonly attributes?: object;
}): VNode {
  return (
    <label>
      {label}
      <input {...attributes} value={value} onInput={({ currentTarget }) => onText(currentTarget.value)} />
    </label>
  );
}

/** A choice with its label: each option is its value, or its value and what it is called. */
export function Choice({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string;
  readonly value: string | number;
  readonly options: readonly (string | number | readonly [value: string, text: string])[];
  readonly onChoose: (value: string) => void;
}): VNode {
  return (
    <label>
      {label}
      <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {options.map((option) => {
          const [one, text] = typeof option === "object" ? option : [option, option];
          return (
            <option key={one} value={one}>
              {text}
            </option>
          );
        })}
      </select>
    </label>
  );
}

/** A choice of a few, all of them seen. */
export function Buttons({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChoose: (value: string) => void;
}): VNode {
  return (
    <fieldset class="kinds">
      <legend class="sr">{label}</legend>
      {options.map((option) => (
        <button type="button" key={option} aria-pressed={option === value} onClick={() => onChoose(option)}>
          {option}
        </button>
      ))}
    </fieldset>
  );
}

/** A moment, as text and for machines; without a text, its day and time. */
export function Time({ at, text = dayAndTime(at) }: { readonly at: string; readonly text?: string }): VNode {
  return <time dateTime={at}>{text}</time>;
}
