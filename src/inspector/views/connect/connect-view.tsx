import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { FakeIntegration } from "../../../testing/privy/account/integration-registry.js";
import { callFake } from "../../api/call-fake.js";
import type { ListPage } from "../../api/shapes.js";
import { dayAndTime } from "../../format/show-time.js";
import { copyText } from "../../parts/copy-text.jsx";
import { Buttons } from "../../parts/form-fields.jsx";
import { Loaded } from "../../parts/load-state.jsx";
import { Facts, Tag } from "../../parts/marks.jsx";
import { PageHead } from "../../parts/page-head.jsx";
import { PageCode } from "../../parts/page-text.jsx";
import { info } from "../../state/account.js";
import { toastError } from "../../state/toasts.js";
import { useResource } from "../../state/use-resource.js";

const languages = ["Node", "PHP", "Python", "Ruby", "curl", "compose"];

interface TokenRow {
  readonly name: string;
  readonly token: string;
  readonly scopes: readonly string[];
}

/** How a program reaches this fake. */
export function ConnectView(): VNode {
  const tokens = useResource<ListPage<TokenRow>>("/tokens");
  const integrations = useResource<ListPage<FakeIntegration>>("/integrations");
  const about = info.value;
  const [language, setLanguage] = useState("Node");
  const baseUrl = about?.baseUrl ?? "";
  return (
    <div class="scroll page">
      <PageHead title="Connect" />
      <Facts
        facts={[
          ["Base URL", baseUrl],
          ["Token URL", about?.tokenUrl],
          ["State file", about?.state?.file ?? "none: everything is lost at the end"],
          ["Saved", about?.state?.savedAt ? dayAndTime(about.state.savedAt) : ""],
          ["Version", about?.version],
          [
            "Control API",
            <a key="openapi" href="/_fake/openapi.json" target="_blank" rel="noreferrer">
              OpenAPI description
            </a>,
          ],
        ]}
      />
      <h2>Tokens</h2>
      <Loaded resource={tokens}>
        {({ data }) =>
          data.length === 0 ? (
            <p class="faint">No active token.</p>
          ) : (
            <ul class="plain">
              {data.map((token) => (
                <TokenLine key={token.name} token={token} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <h2>Integrations</h2>
      <Loaded resource={integrations}>
        {({ data }) =>
          data.length === 0 ? (
            <p class="faint">No Custom Integration.</p>
          ) : (
            <ul class="plain">
              {data.map((one) => (
                <li key={one.id}>
                  {one.name} <code>{one.token}</code> {!one.active && <Tag tone="bad">inactive</Tag>}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <h2>Code</h2>
      <Buttons label="Language" value={language} options={languages} onChoose={setLanguage} />
      <PageCode name={language} />
    </div>
  );
}

function TokenLine({ token }: { readonly token: TokenRow }): VNode {
  const [text, setText] = useState<string | undefined>(undefined);
  const reveal = async (): Promise<void> => {
    if (text !== undefined) return setText(undefined);
    try {
      const { data } = await callFake<ListPage<TokenRow>>("GET", "/tokens?reveal=true");
      setText(data.find(({ name }) => name === token.name)?.token);
    } catch (error) {
      toastError(error);
    }
  };
  return (
    <li class="token-line">
      {token.name} <code>{text ?? token.token}</code>{" "}
      <button type="button" onClick={() => void reveal()}>
        {text === undefined ? "Reveal" : "Hide"}
      </button>
      {text !== undefined && (
        <button type="button" onClick={() => void copyText(text, "the token")}>
          Copy
        </button>
      )}{" "}
      {token.scopes.map((scope) => (
        <Tag key={scope}>{scope}</Tag>
      ))}
    </li>
  );
}
