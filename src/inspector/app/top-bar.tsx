import type { VNode } from "preact";
import type { ShownWindow } from "../api/shapes.js";
import { countText } from "../format/show-numbers.js";
import { dayAndTime, offsetText, timeOfDay } from "../format/show-time.js";
import { connection, fakeClock, rate, requests } from "../state/account.js";
import { nextTheme, theme } from "../state/settings.js";
import { ClockButtons } from "../views/controls/clock-controls.jsx";
import { openKeys } from "./keys-dialog.jsx";

/** What is always seen: the connection, the rate limit and the clock. */
export function TopBar(): VNode {
  const { state } = connection.value;
  const isPaused = requests.isPaused.value;
  const held = requests.held.value;
  return (
    <header class="top">
      <button type="button" class="skip" onClick={skipToMain}>
        Skip to content
      </button>
      <span class="brand">
        <span class={`dot dot-${state}`} aria-hidden="true" /> <span class="brand-word">Privy fake</span>
      </span>
      <span class="live">{isPaused ? `paused${held > 0 ? `, ${countText(held)} held` : ""}` : state}</span>
      <button type="button" aria-pressed={isPaused} onClick={requests.togglePause}>
        {isPaused ? "Resume" : "Pause"}
      </button>
      <span class="gap" />
      <Gauges />
      <ClockMenu />
      <button type="button" class="quiet" aria-label={`Theme: ${theme.value}`} onClick={nextTheme}>
        ◐
      </button>
      <button type="button" class="quiet" aria-label="All keys" onClick={openKeys}>
        ?
      </button>
    </header>
  );
}

function Gauges(): VNode | null {
  const limits = rate.value;
  if (!limits) return null;
  return (
    <span class="gauges">
      <Gauge label="Minute" window={limits.minute} />
      <Gauge label="Day" window={limits.day} />
    </span>
  );
}

function Gauge({ label, window }: { readonly label: string; readonly window: ShownWindow }): VNode {
  const now = fakeClock.value?.nowMs ?? 0;
  // The window's end passes without an event.
  const used = Date.parse(window.resetAt) <= now ? 0 : window.used;
  return (
    <span class="gauge">
      {label}
      <meter
        min={0}
        max={window.limit}
        high={window.limit * 0.9}
        optimum={0}
        value={used}
        aria-label={`${label}: ${used} of ${window.limit} requests`}
      />
      <span class={used >= window.limit ? "tone-bad" : ""}>
        {countText(used)}/{countText(window.limit)}
      </span>
    </span>
  );
}

function ClockMenu(): VNode | null {
  const clock = fakeClock.value;
  if (!clock) return null;
  const offset = Math.abs(clock.offsetMs) < 2_000 ? "" : offsetText(clock.offsetMs);
  return (
    <>
      <button type="button" class="clock" popovertarget="clock-menu">
        <span class="clock-word">Clock </span>
        <span class="clock-day">{dayAndTime(clock.nowMs).slice(0, 11)}</span>
        {timeOfDay(clock.nowMs)}
        {clock.isFrozen && <span class="badge">frozen</span>}
        {offset !== "" && <span class="badge">{offset}</span>}
        <span aria-hidden="true"> ▾</span>
      </button>
      <div id="clock-menu" popover="auto" class="menu clock-menu">
        <p>{dayAndTime(clock.nowMs)} UTC</p>
        <ClockButtons />
        <Gauges />
      </div>
    </>
  );
}

/** Says that the connection is lost, above a page that stays readable. */
export function LostBar(): VNode | null {
  const { state, since } = connection.value;
  if (state !== "lost") return null;
  return (
    <div class="lost" role="alert">
      Connection lost at {new Date(since).toTimeString().slice(0, 5)}, trying again
    </div>
  );
}

/** Not a link: the address behind # is the page's own. */
function skipToMain(): void {
  const main = document.getElementById("main");
  const grid = main?.querySelector<HTMLElement>("[role=grid]");
  (grid ?? main)?.focus();
}
