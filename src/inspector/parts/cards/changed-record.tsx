import type { ComponentChildren, VNode } from "preact";
import type { ShownChange } from "../../api/shapes.js";
import { Section } from "../page-head.jsx";
import { RecordDiff } from "./diff-lines.jsx";

/** What became of a record: its differences, or a card of it when it is new. */
export function ChangedRecord<Kept extends object>({
  noun,
  change: { before, after },
  card,
}: {
  readonly noun: string;
  readonly change: ShownChange<Kept>;
  readonly card: (record: Kept) => ComponentChildren;
}): VNode {
  return (
    <Section title={before ? noun : `New ${noun.toLowerCase()}`}>
      {before ? (
        <RecordDiff before={before} after={after} same={`The ${noun.toLowerCase()} is as it was.`} />
      ) : (
        card(after)
      )}
    </Section>
  );
}
