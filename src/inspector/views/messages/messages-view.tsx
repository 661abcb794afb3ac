import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Engagement } from "../../../testing/privy/engines/engagement.js";
import { engagementWords } from "../../format/engagement-words.js";
import { revenueByMessage } from "../../format/message-revenue.js";
import { plural } from "../../format/show-numbers.js";
import { Empty } from "../../parts/empty.jsx";
import { Choice, Field, Form, Time } from "../../parts/form-fields.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { PagedGrid } from "../../parts/grid/paged-grid.jsx";
import { LoadedItems } from "../../parts/load-state.jsx";
import { ViewPage } from "../../parts/page-head.jsx";
import { goTo, hrefOf } from "../../state/route.js";
import { doAndSay } from "../controls/do-and-say.jsx";

const whoOf = ({ email, phone_number, contactId }: Engagement): string =>
  email ?? phone_number ?? contactId ?? "";

const columns: readonly Column<Engagement>[] = [
  ["time", "Time", ({ at }) => <Time at={at} />],
  ["who", "Who", whoOf],
  ["what", "What", engagementWords],
  ["message", "Message", ({ message }) => message],
];

/** Messages that were opened or clicked, and the revenue that they are credited with. */
export function MessagesView(): VNode {
  return (
    <ViewPage title="Messages">
      <p>
        Privy credits an order to the last message of each channel that its contact opened or clicked in the{" "}
        <strong>7 days</strong> before it. Orders of <code>initial_sync</code> are never credited.
      </p>
      <RecordForm />
      <h2>Credited revenue</h2>
      <LoadedItems
        path="/attributions?limit=10000"
        none="No order is credited to a message."
        from={revenueByMessage}
      >
        {({ message, channel, amounts, orders }) => (
          <>
            <strong>{message}</strong> ({channel}): {amounts.join(", ")} from {plural(orders, "order")}
          </>
        )}
      </LoadedItems>
      <h2>Opened and clicked</h2>
      <PagedGrid
        isBoxed
        name="engagements"
        label="Opened and clicked messages, newest first"
        path="/engagements?order=desc"
        columns={columns}
        keyOf={(one) => `${one.at}${whoOf(one)}${one.kind}${one.channel}${one.message}`}
        onOpen={(one) => goTo(hrefOf("contacts", whoOf(one)))}
        empty={
          <Empty title="No message has been opened or clicked">
            <p>The fake sends none. Record what a contact did with one.</p>
          </Empty>
        }
      />
    </ViewPage>
  );
}

function RecordForm(): VNode {
  const [who, setWho] = useState("");
  const [message, setMessage] = useState("");
  const [channel, setChannel] = useState("email");
  const [kind, setKind] = useState("click");
  const record = (): Promise<void> => {
    const key = who.includes("@") ? "email" : who.startsWith("+") ? "phone_number" : "contactId";
    const body = { [key]: who, channel, kind, message };
    return doAndSay("POST", "/engagements", body, `Recorded: ${message}`);
  };
  return (
    <Form send={record}>
      <Field label="Contact (e-mail, +phone or id)" value={who} onText={setWho} required />
      <Choice label="Did" value={kind} options={["open", "click"]} onChoose={setKind} />
      <Choice label="Channel" value={channel} options={["email", "sms"]} onChoose={setChannel} />
      <Field label="Message" value={message} onText={setMessage} required />
      <button type="submit" class="primary">
        Record
      </button>
    </Form>
  );
}
