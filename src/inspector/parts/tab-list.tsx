import type { ComponentChildren, VNode } from "preact";

/** Tabs; the arrows go from one to the next, as in every list of tabs. */
export function TabList({
  label,
  tabs,
  current,
  onChoose,
  children,
}: {
  readonly label: string;
  readonly tabs: readonly (readonly [name: string, label: string])[];
  readonly current: string;
  readonly onChoose: (name: string) => void;
  readonly children: ComponentChildren;
}): VNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const index = tabs.findIndex(([name]) => name === current);
    const [next = current] = tabs[(index + by + tabs.length) % tabs.length] ?? [];
    onChoose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label}>
        {tabs.map(([name, text]) => (
          <button
            type="button"
            key={name}
            id={`tab-${name}`}
            role="tab"
            aria-selected={name === current}
            aria-controls="tab-panel"
            tabIndex={name === current ? 0 : -1}
            onClick={() => onChoose(name)}
            onKeyDown={onKeyDown}
          >
            {text}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${current}`}>
        {children}
      </div>
    </>
  );
}
