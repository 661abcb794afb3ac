// Tries the outbox in the real workerd: the contract of every engine on real Durable Objects, and kills of workerd itself while
// orders come in and go out. `npm run check:outbox [kills]`; the long form: 30.
import { installRuntimes } from "../installed.mjs";
import { proveOutboxKills } from "./prove-outbox-kills.mjs";
import { openWorkerdOutbox } from "./workerd-outbox.mjs";

const [kills = "5"] = process.argv.slice(2);
installRuntimes();

async function tryContract() {
  const outbox = await openWorkerdOutbox("contract-worker.ts");
  try {
    const response = await outbox.fetch();
    if (response.status !== 200)
      throw new Error(`workerd responded with ${response.status}: ${outbox.log()}`);
    const results = await response.json();
    const failed = results.filter(({ error }) => error !== undefined);
    for (const { title, error } of failed) console.log(`FAIL ${title}\n     ${error}`);
    console.log(
      `the engine contract in workerd: ${results.length - failed.length} passed, ${failed.length} failed`,
    );
    return failed.length === 0 && results.length > 50;
  } finally {
    await outbox.close();
  }
}

const isKept = await tryContract();
const proof = await proveOutboxKills(Number(kills));
console.table([proof]);
process.exit(isKept && proof.isGood === true ? 0 : 1);
