import { spawn } from "node:child_process";
import { platform } from "node:process";

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Shows a page in the default browser; without one, nothing happens. */
export function openInBrowser(url: string): void {
  const [command, ...args] = openers[platform] ?? ["xdg-open"];
  const opener = spawn(command, [...args, url], { stdio: "ignore", detached: true });
  opener.on("error", () => undefined);
  opener.unref();
}
