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
      const refused = requests.rows.peek().list.filter(({ n, status }) => n > told && status >= 400).length;
      setWords(
        `${plural(last - told, "new request")}${refused > 0 ? `, ${countText(refused)} refused` : ""}`,
      );
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
