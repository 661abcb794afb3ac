// Runs programs for the scripts that try the package.
import { spawn } from "node:child_process";

/**
 * Runs a program to its end, but no longer than it may; what it has started ends with it.
 *
 * @returns its exit code, -1 when it could not be started, and what it printed
 */
export function runProgram(command, args, { timeoutMs, ...options }) {
  return new Promise((settle) => {
    // A group of its own, so that the workers of a runner can be ended together with it.
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], detached: true, ...options });
    let out = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (out += data));
    const timer = setTimeout(() => {
      out += `\nno end within ${timeoutMs} ms`;
      process.kill(-child.pid, "SIGKILL");
    }, timeoutMs);
    const end = (result) => {
      clearTimeout(timer);
      settle(result);
    };
    child.on("error", (error) => end({ code: -1, out: String(error) }));
    child.on("close", (code) => end({ code, out }));
  });
}
