import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { countText, plural } from "../format/show-numbers.js";
import { requests } from "../state/account.js";

const pauseMs = 5_000;

/** Reads new requests out politely, every 5 s at most: "12 new requests, 1 refused". */
export function Announcer(): VNode {
  const [words, setWords] = useState("");
  useLayoutEffect(() => {
    let told = requests.last();
    const timer = setInterval(() => {
      const last = requests.last();
      if (told === 0 || last < told) told = last;
      if (last === told) return;
      const { list } = requests.rows.peek();
      let refused = 0;
      for (let index = list.length - 1; (list[index]?.n ?? 0) > told; index -= 1) {
        if ((list[index]?.status ?? 0) >= 400) refused += 1;
      }
      const more = refused > 0 ? `, ${countText(refused)} refused` : "";
      setWords(`${plural(last - told, "new request")}${more}`);
      told = last;
    }, pauseMs);
    return () => clearInterval(timer);
  }, []);
  return (
    <div class="sr" aria-live="polite">
      {words}
    </div>
  );
}
