import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { dayAndTime } from "../format/show-time.js";
import { messageOf } from "../state/toasts.js";

/** Fields in a line, what is done with them, and why it failed. */
export function Form({
  send,
  children,
}: {
  readonly send: () => Promise<unknown>;
  readonly children: ComponentChildren;
}): VNode {
  const [problem, setProblem] = useState("");
  return (
    <form
      class="form-line"
      onSubmit={(event) => {
        event.preventDefault();
        send().then(
          () => setProblem(""),
          (error) => setProblem(messageOf(error)),
        );
      }}
    >
      {children}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}

/** A field with its label. */
export function Field({
  label,
  value,
  onText,
  ...attributes
}: {
  readonly label: string;
  readonly value: string | number;
  readonly onText: (text: string) => void;
  /** More of the input's attributes: its type and limits. */
  readonly [attribute: string]: unknown;
}): VNode {
  return (
    <label>
      {label}
      <input {...attributes} value={value} onInput={({ currentTarget }) => onText(currentTarget.value)} />
    </label>
  );
}

/** A box to tick, with its label. */
export function Tick({
  label,
  isOn,
  onTick,
}: {
  readonly label: string;
  readonly isOn: boolean;
  readonly onTick: (isOn: boolean) => void;
}): VNode {
  return (
    <label class="check">
      <input type="checkbox" checked={isOn} onChange={({ currentTarget }) => onTick(currentTarget.checked)} />
      {label}
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

/** A few buttons: a choice, if one of them is the value. */
export function Buttons({
  label,
  value,
  options,
  onChoose,
}: {
  readonly label: string;
  readonly value?: string;
  readonly options: readonly string[];
  readonly onChoose: (value: string) => void;
}): VNode {
  return (
    <fieldset class="kinds">
      <legend class={value && "sr"}>{label}</legend>
      {options.map((option) => (
        <button
          type="button"
          key={option}
          aria-pressed={value === undefined ? undefined : option === value}
          onClick={() => onChoose(option)}
        >
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
