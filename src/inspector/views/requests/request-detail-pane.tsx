import type { VNode } from "preact";
import { writeExactJson } from "../../api/exact-json.js";
import type { RequestDetail } from "../../api/shapes.js";
import { curlCode, sdkCode } from "../../format/code-snippets.js";
import { tookText } from "../../format/show-time.js";
import { CodeBlock } from "../../parts/copy-text.jsx";
import { Time } from "../../parts/form-fields.jsx";
import { JsonTree } from "../../parts/json-tree.jsx";
import { Empty, Loaded } from "../../parts/load-state.jsx";
import { Facts, StatusMark, Tag } from "../../parts/marks.jsx";
import { TabList } from "../../parts/tab-list.jsx";
import { info } from "../../state/account.js";
import { hrefOf, requestHref, route, setParams } from "../../state/route.js";
import { useResource } from "../../state/use-resource.js";
import { editRequest } from "./edit-dialog.jsx";
import { EffectTab } from "./effect-tab.jsx";
import { codeOf, copyRequest, replayRequest } from "./request-keys.js";

const tabs = [
  ["effect", "Effect"],
  ["request", "Request"],
  ["response", "Response"],
  ["code", "Code"],
] as const;

/** One request with everything about it. */
export function RequestDetailPane({ n, onMark }: { readonly n: number; readonly onMark: () => void }): VNode {
  const resource = useResource<RequestDetail>(`/requests/${n}`, true);
  return (
    <div class="pane">
      <button type="button" class="back" onClick={() => setParams({ sel: undefined, tab: undefined }, false)}>
        ← Back
      </button>
      <Loaded
        resource={resource}
        missing={() => (
          <Empty title={`There is no request #${n}`}>
            <p>It never came, or the log has dropped it.</p>
          </Empty>
        )}
      >
        {(request) => <Request request={request} onMark={onMark} />}
      </Loaded>
    </div>
  );
}

function Request({
  request,
  onMark,
}: {
  readonly request: RequestDetail;
  readonly onMark: () => void;
}): VNode {
  const { n, method, path, status, seen, order, contact, who, ms } = request;
  const tab = route.value.params.tab ?? "effect";
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
          <Time at={request.at} />
          {order !== undefined && (
            <>
              {" · "}
              <a href={hrefOf("orders", order)}>Order {order}</a>
            </>
          )}
          {(contact ?? who) !== undefined && (
            <>
              {" · "}
              <a href={hrefOf("contacts", contact ?? who)}>{who ?? contact ?? ""}</a>
            </>
          )}
          {request.replayOf !== undefined && (
            <>
              {" · "}
              <a href={requestHref(request.replayOf)}>replay of #{request.replayOf}</a>
            </>
          )}
          {request.token !== undefined && (
            <>
              {" · "}
              {request.token}
            </>
          )}
        </p>
        <div class="actions">
          <button type="button" onClick={() => void replayRequest(n)}>
            Replay
          </button>
          <button type="button" onClick={() => editRequest(n)}>
            Edit
          </button>
          <button type="button" popovertarget="copy-menu">
            Copy ▾
          </button>
          <div id="copy-menu" popover="auto" class="menu">
            <button type="button" popovertarget="copy-menu" onClick={() => void copyRequest(n, "curl")}>
              curl
            </button>
            <button type="button" popovertarget="copy-menu" onClick={() => void copyRequest(n, "sdk")}>
              SDK code
            </button>
          </div>
          <button type="button" onClick={onMark}>
            Mark
          </button>
        </div>
      </div>
      <TabList label="Request" tabs={tabs} current={tab} onChoose={(name) => setParams({ tab: name })}>
        {tab === "request" && <RequestTab request={request} />}
        {tab === "response" && <ResponseTab request={request} />}
        {tab === "code" && <CodeTab request={request} />}
        {tab === "effect" && <EffectTab request={request} />}
      </TabList>
    </>
  );
}

function RequestTab({ request }: { readonly request: RequestDetail }): VNode {
  const query = Object.entries(request.query ?? {});
  return (
    <>
      {query.length > 0 && (
        <>
          <h3>Query</h3>
          <Facts facts={query} />
        </>
      )}
      <h3>Headers</h3>
      <Facts facts={Object.entries(request.headers)} />
      <h3>Body</h3>
      <JsonTree value={request.body ?? undefined} label="Body of the request" />
      {request.ignoredFields !== undefined && request.ignoredFields.length > 0 && (
        <p>
          Ignored:{" "}
          {request.ignoredFields.map((name) => (
            <Tag key={name}>{name}</Tag>
          ))}
        </p>
      )}
    </>
  );
}

function ResponseTab({ request }: { readonly request: RequestDetail }): VNode {
  const { answer, status, code } = request;
  if (!answer) {
    return (
      <p class="faint">{status === 0 ? "A fault left no response to make." : "The response was not kept."}</p>
    );
  }
  return (
    <>
      <Facts
        facts={[["Status", String(answer.status)], ["Code", code], ...Object.entries(answer.headers ?? {})]}
      />
      <h3>Body</h3>
      <JsonTree value={answer.body} label="Body of the response" />
    </>
  );
}

function CodeTab({ request }: { readonly request: RequestDetail }): VNode {
  return (
    <>
      <h3>curl</h3>
      <CodeBlock what="curl" code={curlCode(codeOf(request), info.value?.baseUrl ?? "")} />
      <h3>TypeScript</h3>
      <CodeBlock what="TypeScript" code={sdkCode(codeOf(request))} />
      {typeof request.body === "object" && request.body !== null && (
        <>
          <h3>Raw JSON</h3>
          <CodeBlock what="JSON" code={writeExactJson(request.body)} />
        </>
      )}
    </>
  );
}
