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
  /** Their names, which are what they are called. */
  readonly tabs: readonly string[];
  readonly current: string;
  readonly onChoose: (name: string) => void;
  readonly children: ComponentChildren;
}): VNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const next = tabs.at((tabs.indexOf(current) + by) % tabs.length) ?? current;
    onChoose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label}>
        {tabs.map((name) => (
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
            {name}
          </button>
        ))}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${current}`}>
        {children}
      </div>
    </>
  );
}
