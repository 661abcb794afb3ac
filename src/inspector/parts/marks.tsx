import type { VNode } from "preact";

/** How good or bad something is: a colour, never alone. */
export type Tone = "ok" | "warn" | "bad" | "info" | "plain";

const mostHints = 2;

const seenWords: Readonly<Record<string, string>> = {
  lost: "response lost",
  late: "response late",
  cut: "response cut",
};

/** The tone of a status; 0 means that there was none. */
function toneOf(status: number): Tone {
  if (status === 0 || status >= 500) return "bad";
  if (status >= 400) return "warn";
  return status === 201 ? "ok" : "plain";
}

/** A short name with a colour. */
export function Tag({
  tone = "plain",
  children,
  title,
}: {
  readonly tone?: Tone;
  readonly children: string;
  readonly title?: string;
}): VNode {
  return (
    <span class={`tag tag-${tone}`} title={title}>
      {children}
    </span>
  );
}

/** The codes of hints, the first ones if there are many. */
export function HintTags({ hints }: { readonly hints: readonly string[] }): VNode {
  const rest = hints.length - mostHints;
  return (
    <>
      {hints.slice(0, mostHints).map((hint) => (
        <Tag key={hint} tone="warn">{`! ${hint}`}</Tag>
      ))}
      {rest > 0 && <Tag tone="warn">{`+${rest}`}</Tag>}
    </>
  );
}

/** The status of a response, and what the client saw of it if that was something else. */
export function StatusMark({
  status,
  seen,
  isLong = false,
}: {
  readonly status: number;
  readonly seen: number | string;
  readonly isLong?: boolean;
}): VNode {
  const words = seenWords[seen];
  const isStruck = seen !== status;
  return (
    <span class={`status tone-${toneOf(isStruck ? 500 : status)}`}>
      {status === 0 ? "—" : status}
      {isStruck && ` → ${words === undefined || isLong ? (words ?? seen) : "✕"}`}
      {isStruck && !isLong && <span class="sr"> {words}</span>}
    </span>
  );
}

/** A sign before a line: its meaning stands in the line, too. */
export function Sign({ children, tone = "" }: { readonly children: string; readonly tone?: string }): VNode {
  return (
    <span class={`sign ${tone}`} aria-hidden="true">
      {children}
    </span>
  );
}

/** Something that is worth a look: a hint has a code, a problem a field or path. */
export interface ShownNote {
  readonly code?: string | VNode | undefined;
  readonly field?: string | undefined;
  readonly message: string;
}

/** Hints or problems, one a line. */
export function Notes({
  of,
  isBad = false,
  label,
}: {
  readonly of: readonly ShownNote[];
  readonly isBad?: boolean;
  readonly label?: string;
}): VNode | null {
  if (of.length === 0) return null;
  return (
    <ul class={`hints ${isBad ? "bad" : ""}`} aria-label={label}>
      {of.map(({ code, field, message }, place) => (
        <li key={`note ${place}`}>
          <Sign>!</Sign> <strong>{code}</strong>
          <code>{field}</code> {message}
        </li>
      ))}
    </ul>
  );
}

/** Names and values below each other. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [name: VNode | string, value: VNode | string | null | undefined])[];
}): VNode {
  return (
    <dl class="facts">
      {facts.map(
        ([name, value], place) =>
          value && (
            <div key={`fact ${place}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
