import type { VNode } from "preact";
import { writeExactJson } from "../../api/exact-json.js";
import type { RequestDetail } from "../../api/shapes.js";
import { tookText } from "../../format/show-time.js";
import { CodeBlock } from "../../parts/copy-text.jsx";
import { Empty } from "../../parts/empty.jsx";
import { Time } from "../../parts/form-fields.jsx";
import { JsonTree } from "../../parts/json-tree.jsx";
import { Loaded } from "../../parts/load-state.jsx";
import { Facts, StatusMark, Tag } from "../../parts/marks.jsx";
import { Section } from "../../parts/page-head.jsx";
import { TabList } from "../../parts/tab-list.jsx";
import { hrefOf, requestHref, route, setParams } from "../../state/route.js";
import { editRequest } from "./edit-dialog.jsx";
import { EffectTab } from "./effect-tab.jsx";
import { toggleMark } from "./marked-requests.jsx";
import { COPIES, copyRequest, replayRequest } from "./request-keys.js";

const tabs = { effect: EffectTab, request: RequestTab, response: ResponseTab, code: CodeTab };

/** One request with everything about it. */
export function RequestDetailPane({ n }: { readonly n: number }): VNode {
  return (
    <div class="pane">
      <button type="button" class="back" onClick={() => setParams({ sel: undefined, tab: undefined }, false)}>
        ← Back
      </button>
      <Loaded
        path={`/requests/${n}`}
        isFixed
        missing={() => (
          <Empty title={`There is no request #${n}`}>
            <p>It never came, or the log has dropped it.</p>
          </Empty>
        )}
      >
        {(request: RequestDetail) => <Request request={request} />}
      </Loaded>
    </div>
  );
}

function Request({ request }: { readonly request: RequestDetail }): VNode {
  const { n, method, path, status, seen, order, contact, who, ms, at, replayOf, token } = request;
  const { tab = "effect" } = route.value.params;
  const Tab = tabs[tab as keyof typeof tabs] ?? EffectTab; // the address may hold anything
  return (
    <>
      <div class="pane-head">
        <h2>
          <StatusMark status={status} seen={seen} isLong /> {method} {path}{" "}
          <span class="faint">
            #{n} {tookText(ms)}
          </span>
        </h2>
        <p class="about">
          <Time at={at} />
          {order && <a href={hrefOf("orders", order)}>Order {order}</a>}
          {(contact ?? who) && <a href={hrefOf("contacts", contact ?? who)}>{who ?? contact}</a>}
          {replayOf && <a href={requestHref(replayOf)}>replay of #{replayOf}</a>}
          {token && <span>{token}</span>}
        </p>
        <div class="actions">
          <button type="button" onClick={() => replayRequest(n)}>
            Replay
          </button>
          <button type="button" onClick={() => editRequest(n)}>
            Edit
          </button>
          <button type="button" popovertarget="copy-menu">
            Copy ▾
          </button>
          <div id="copy-menu" popover="auto" class="menu">
            {(["curl", "sdk"] as const).map((what) => (
              <button type="button" key={what} popovertarget="copy-menu" onClick={() => copyRequest(n, what)}>
                {COPIES[what]}
              </button>
            ))}
          </div>
          <button type="button" onClick={() => toggleMark(n)}>
            Mark
          </button>
        </div>
      </div>
      <TabList
        label="Request"
        tabs={Object.keys(tabs)}
        current={tab}
        onChoose={(name) => setParams({ tab: name })}
      >
        <Tab request={request} />
      </TabList>
    </>
  );
}

interface TabProps {
  readonly request: RequestDetail;
}

function RequestTab({ request: { query = {}, headers, body, ignoredFields = [] } }: TabProps): VNode {
  const asked = Object.entries(query);
  return (
    <>
      {asked.length > 0 && (
        <Section title="Query">
          <Facts facts={asked} />
        </Section>
      )}
      <Section title="Headers">
        <Facts facts={Object.entries(headers)} />
      </Section>
      <Section title="Body">
        <JsonTree value={body ?? undefined} label="Body of the request" />
      </Section>
      {ignoredFields.length > 0 && (
        <p>
          Ignored:{" "}
          {ignoredFields.map((name) => (
            <Tag key={name}>{name}</Tag>
          ))}
        </p>
      )}
    </>
  );
}

function ResponseTab({ request: { answer, status, code } }: TabProps): VNode {
  return answer ? (
    <>
      <Facts
        facts={[["Status", String(answer.status)], ["Code", code], ...Object.entries(answer.headers ?? {})]}
      />
      <Section title="Body">
        <JsonTree value={answer.body} label="Body of the response" />
      </Section>
    </>
  ) : (
    <p class="faint">{status === 0 ? "A fault left no response to make." : "The response was not kept."}</p>
  );
}

function CodeTab({ request: { snippets, body } }: TabProps): VNode {
  const blocks = { curl: snippets.curl, TypeScript: snippets.sdk, JSON: writeExactJson(body) };
  return (
    <>
      {Object.entries(blocks).map(([what, text]) => (
        <Section key={what} title={what}>
          <CodeBlock what={what} code={text} />
        </Section>
      ))}
    </>
  );
}
