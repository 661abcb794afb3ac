import type { VNode } from "preact";
import type { ShownHint } from "../api/shapes.js";

/** How good or bad something is: a colour, never alone. */
export type Tone = "ok" | "warn" | "bad" | "info" | "plain";

const seenWords: Readonly<Record<string, string>> = {
  lost: "response lost",
  late: "response late",
  cut: "response cut",
};

/** The tone of a status. */
export function toneOf(status: number | string): Tone {
  const code = Number(status);
  if (Number.isNaN(code) || code === 0 || code >= 500) return "bad";
  if (code >= 400) return "warn";
  return code === 201 ? "ok" : "plain";
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
  const isStruck = String(seen) !== String(status);
  const what = seenWords[String(seen)] ?? String(seen);
  return (
    <span class={`status tone-${toneOf(isStruck ? 500 : status)}`}>
      {status === 0 ? "—" : status}
      {isStruck && (isLong ? ` → ${what}` : seenWords[String(seen)] ? " → ✕" : ` → ${what}`)}
      {isStruck && !isLong && <span class="sr"> {what}</span>}
    </span>
  );
}

/** Hints, one a line. */
export function HintLines({ hints }: { readonly hints: readonly ShownHint[] }): VNode | null {
  if (hints.length === 0) return null;
  return (
    <ul class="hints">
      {hints.map(({ code, message }) => (
        <li key={`${code}${message}`}>
          <span class="sign" aria-hidden="true">
            !
          </span>{" "}
          <strong>{code}</strong> {message}
        </li>
      ))}
    </ul>
  );
}

/** Names and values below each other. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [string, VNode | string | null | undefined])[];
}): VNode {
  return (
    <dl class="facts">
      {facts
        .filter(([, value]) => value !== undefined && value !== null && value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
