import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { FakeIntegration } from "../../../testing/privy/account/integration-registry.js";
import { readFake } from "../../api/call-fake.js";
import type { ListPage, TokenRow } from "../../api/shapes.js";
import { dayAndTime } from "../../format/show-time.js";
import { copyText } from "../../parts/copy-text.jsx";
import { Buttons } from "../../parts/form-fields.jsx";
import { LoadedItems } from "../../parts/load-state.jsx";
import { Facts, Tag } from "../../parts/marks.jsx";
import { ViewPage } from "../../parts/page-head.jsx";
import { PageCode } from "../../parts/page-text.jsx";
import { info } from "../../state/account.js";
import { attempt } from "../../state/toasts.js";

const languages = ["Node", "PHP", "Python", "Ruby", "curl", "compose"];

/** How a program reaches this fake. */
export function ConnectView(): VNode {
  const { baseUrl, tokenUrl, state, version } = info.value ?? {};
  const [language, setLanguage] = useState("Node");
  return (
    <ViewPage title="Connect">
      <Facts
        facts={[
          ["Base URL", baseUrl],
          ["Token URL", tokenUrl],
          ["State file", state?.file ?? "none: everything is lost at the end"],
          ["Saved", state?.savedAt && dayAndTime(state.savedAt)],
          ["Version", version],
          [
            "Control API",
            <a key="openapi" href="/_fake/openapi.json" target="_blank" rel="noreferrer">
              OpenAPI description
            </a>,
          ],
        ]}
      />
      <h2>Tokens</h2>
      <LoadedItems path="/tokens" none="No active token.">
        {(row: TokenRow) => <TokenLine key={row.name} {...row} />}
      </LoadedItems>
      <h2>Integrations</h2>
      <LoadedItems path="/integrations" none="No Custom Integration.">
        {({ name, token, active }: FakeIntegration) => (
          <>
            {name} <code>{token}</code> {!active && <Tag tone="bad">inactive</Tag>}
          </>
        )}
      </LoadedItems>
      <h2>Code</h2>
      <Buttons label="Language" value={language} options={languages} onChoose={setLanguage} />
      <PageCode name={language} />
    </ViewPage>
  );
}

function TokenLine({ name, token, scopes }: TokenRow): VNode {
  const [text, setText] = useState("");
  const reveal = (): void =>
    attempt(async () => {
      const { data } = await readFake<ListPage<TokenRow>>("/tokens?reveal=true");
      setText(data.find((one) => one.name === name)?.token ?? "");
    });
  return (
    <div class="token-line">
      {name} <code>{text || token}</code>{" "}
      <button type="button" onClick={text ? () => setText("") : reveal}>
        {text ? "Hide" : "Reveal"}
      </button>
      {text && (
        <button type="button" onClick={() => copyText(text, "the token")}>
          Copy
        </button>
      )}{" "}
      {scopes.map((scope) => (
        <Tag key={scope}>{scope}</Tag>
      ))}
    </div>
  );
}
