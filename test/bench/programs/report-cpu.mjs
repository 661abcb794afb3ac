// Preloaded into a command: prints the seconds of CPU time that it took, as the last line of what it writes to standard error.
import { writeSync } from "node:fs";

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeSync(2, `\n${(user + system) / 1e6}\n`);
});
