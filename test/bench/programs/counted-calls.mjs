// Makes calls of one client in equal windows, for callgrind: node counted-calls.mjs <client> <url> <windows> <calls>. At the
// end of each window it changes into the folder it is in already, which is where callgrind writes down its counts.
import { clients } from "./clients.mjs";

const [name, url, windows, calls] = process.argv.slice(2);
const call = await clients[name].make(url);
for (let window = 0; window < Number(windows); window++) {
  for (let made = 0; made < Number(calls); made++) await call();
  process.chdir(".");
}
process.exit(0);
