import { type Signal, signal } from "./signal.js";

/** Light, dark, or as the system has it. */
export type Theme = "system" | "light" | "dark";

const themes: readonly Theme[] = ["system", "light", "dark"];
const names = { theme: "privy-fake-theme", keys: "privy-fake-keys" };

/** How the page looks. */
export const theme: Signal<Theme> = signal("system");
/** Whether single letters do something (WCAG 2.1.4). */
export const singleKeys: Signal<boolean> = signal(true);

/** Reads the settings of this browser and keeps them from then on. */
export function followSettings(): void {
  theme.value = themes.find((one) => one === localStorage.getItem(names.theme)) ?? "system";
  singleKeys.value = localStorage.getItem(names.keys) !== "off";
  const keep = (): void => {
    document.documentElement.dataset.theme = theme.peek();
    localStorage.setItem(names.theme, theme.peek());
    localStorage.setItem(names.keys, singleKeys.peek() ? "on" : "off");
  };
  keep();
  theme.subscribe(keep);
  singleKeys.subscribe(keep);
}

/** The next look: system, light, dark and around. */
export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "system";
}
