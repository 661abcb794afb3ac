import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Attribution } from "../../../testing/privy/engines/attribution.js";
import type { Engagement } from "../../../testing/privy/engines/engagement.js";
import { callFake } from "../../api/call-fake.js";
import type { ListPage } from "../../api/shapes.js";
import { revenueByMessage } from "../../format/message-revenue.js";
import { plural } from "../../format/show-numbers.js";
import { Choice, Field, Time } from "../../parts/form-fields.jsx";
import type { Column } from "../../parts/grid/grid-props.js";
import { PagedGrid } from "../../parts/grid/paged-grid.jsx";
import { Empty, Loaded } from "../../parts/load-state.jsx";
import { PageHead } from "../../parts/page-head.jsx";
import { goTo, hrefOf } from "../../state/route.js";
import { messageOf, toast } from "../../state/toasts.js";
import { usePagedList } from "../../state/use-paged-list.js";
import { useResource } from "../../state/use-resource.js";

const whoOf = ({ email, phone_number, contactId }: Engagement): string =>
  email ?? phone_number ?? contactId ?? "";

const columns: readonly Column<Engagement>[] = [
  { name: "time", label: "Time", render: ({ at }) => <Time at={at} /> },
  { name: "who", label: "Who", render: (one) => whoOf(one) },
  {
    name: "what",
    label: "What",
    render: ({ kind, channel }) =>
      `${kind === "open" ? "opened" : "clicked"} ${channel === "sms" ? "SMS" : "e-mail"}`,
  },
  { name: "message", label: "Message", render: ({ message }) => message },
];

/** Messages that were opened or clicked, and the revenue that they are credited with. */
export function MessagesView(): VNode {
  const list = usePagedList<Engagement>("/engagements?order=desc");
  const attributions = useResource<ListPage<Attribution>>("/attributions?limit=10000");
  return (
    <div class="scroll page">
      <PageHead title="Messages" />
      <p>
        Privy credits an order to the last message of each channel that its contact opened or clicked in the{" "}
        <strong>7 days</strong> before it. Orders of <code>initial_sync</code> are never credited.
      </p>
      <RecordForm />
      <h2>Credited revenue</h2>
      <Loaded resource={attributions}>
        {({ data }) =>
          data.length === 0 ? (
            <p class="faint">No order is credited to a message.</p>
          ) : (
            <ul class="plain">
              {revenueByMessage(data).map(({ message, channel, amounts, orders }) => (
                <li key={`${channel}${message}`}>
                  <strong>{message}</strong> ({channel}): {amounts.join(", ")} from {plural(orders, "order")}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <h2>Opened and clicked</h2>
      <PagedGrid
        isBoxed
        name="engagements"
        label="Opened and clicked messages, newest first"
        list={list}
        columns={columns}
        keyOf={(one) => `${one.at}${whoOf(one)}${one.kind}${one.channel}${one.message}`}
        onOpen={(one) => goTo(hrefOf("contacts", whoOf(one)))}
        empty={
          <Empty title="No message has been opened or clicked">
            <p>The fake sends none. Record what a contact did with one.</p>
          </Empty>
        }
      />
    </div>
  );
}

function RecordForm(): VNode {
  const [who, setWho] = useState("");
  const [message, setMessage] = useState("");
  const [channel, setChannel] = useState("email");
  const [kind, setKind] = useState("click");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const record = async (): Promise<void> => {
    const key = who.includes("@") ? "email" : who.startsWith("+") ? "phone_number" : "contactId";
    try {
      await callFake("POST", "/engagements", { [key]: who, channel, kind, message });
      setProblem(undefined);
      toast(`Recorded: ${who} ${kind === "open" ? "opened" : "clicked"} ${message}`);
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <form
      class="form-line"
      onSubmit={(event) => {
        event.preventDefault();
        void record();
      }}
    >
      <Field
        label="Contact (e-mail, +phone or id)"
        value={who}
        onText={setWho}
        attributes={{ required: true }}
      />
      <Choice label="Did" value={kind} options={["open", "click"]} onChoose={setKind} />
      <Choice label="Channel" value={channel} options={["email", "sms"]} onChoose={setChannel} />
      <Field label="Message" value={message} onText={setMessage} attributes={{ required: true }} />
      <button type="submit" class="primary">
        Record
      </button>
      {problem !== undefined && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
