import { effect, type Signal, signal } from "@preact/signals";

/** Light, dark, or as the system has it. */
export type Theme = "system" | "light" | "dark";

const themes: readonly Theme[] = ["system", "light", "dark"];
const themeName = "privy-fake-theme";
const keysName = "privy-fake-keys";

/** How the page looks. */
export const theme: Signal<Theme> = signal("system");
/** Whether single letters do something (WCAG 2.1.4). */
export const singleKeys: Signal<boolean> = signal(true);
/** Whether the rows of lists have two lines. */
export const isNarrow: Signal<boolean> = signal(false);

/** Reads the settings of this browser and keeps them from then on. */
export function followSettings(): void {
  theme.value = themes.find((one) => one === localStorage.getItem(themeName)) ?? "system";
  singleKeys.value = localStorage.getItem(keysName) !== "off";
  const narrow = matchMedia("(max-width: 480px)");
  const follow = (): void => {
    isNarrow.value = narrow.matches;
  };
  follow();
  narrow.addEventListener("change", follow);
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
    localStorage.setItem(themeName, theme.value);
    localStorage.setItem(keysName, singleKeys.value ? "on" : "off");
  });
}

/** The next look: system, light, dark and around. */
export function nextTheme(): void {
  theme.value = themes[(themes.indexOf(theme.value) + 1) % themes.length] ?? "system";
}
