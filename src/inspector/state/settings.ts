import { effect, type Signal, signal } from "@preact/signals";

/** Light, dark, or as the system has it. */
export type Theme = "system" | "light" | "dark";

const themes: readonly Theme[] = ["system", "light", "dark"];

function stored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Then it is for this time only.
  }
}

/** How the page looks. */
export const theme: Signal<Theme> = signal("system");
/** Whether single letters do something (WCAG 2.1.4). */
export const singleKeys: Signal<boolean> = signal(true);

/** Reads the settings of this browser and keeps them from then on. */
export function followSettings(): void {
  theme.value = themes.find((one) => one === stored("privy-fake-theme")) ?? "system";
  singleKeys.value = stored("privy-fake-keys") !== "off";
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
    store("privy-fake-theme", theme.value);
  });
  effect(() => store("privy-fake-keys", singleKeys.value ? "on" : "off"));
}

/** The next look: system, light, dark and around. */
export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "system";
}
