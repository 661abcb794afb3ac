import type { VNode } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { needsKey } from "../api/call-fake.js";
import { plural } from "../format/show-numbers.js";
import { showText } from "../format/show-text.js";
import { Dialog } from "../parts/dialog-box.jsx";
import { armedFaults, requests } from "../state/account.js";
import { goTo, hrefOf, route, VIEW_NAMES, VIEWS, type ViewName } from "../state/route.js";
import { useKeys } from "../state/shortcuts.js";
import { CheckView } from "../views/check/check-view.jsx";
import { ConnectView } from "../views/connect/connect-view.jsx";
import { ContactsView } from "../views/contacts/contacts-view.jsx";
import { ControlsView } from "../views/controls/controls-view.jsx";
import { FlowsView } from "../views/flows/flows-view.jsx";
import { MessagesView } from "../views/messages/messages-view.jsx";
import { OrdersView } from "../views/orders/orders-view.jsx";
import { RequestsView } from "../views/requests/requests-view.jsx";
import { SegmentsView } from "../views/segments/segments-view.jsx";
import { Announcer } from "./announcer.jsx";
import { openGoTo } from "./go-to-dialog.jsx";
import { KeyForm } from "./key-form.jsx";
import { openKeys } from "./keys-dialog.jsx";
import { Navigation } from "./navigation.jsx";
import { Toasts } from "./toasts.jsx";
import { LostBar, TopBar } from "./top-bar.jsx";

const views: Readonly<Record<ViewName, () => VNode>> = {
  requests: RequestsView,
  orders: OrdersView,
  contacts: ContactsView,
  flows: FlowsView,
  segments: SegmentsView,
  messages: MessagesView,
  faults: ControlsView,
  check: CheckView,
  connect: ConnectView,
};

/** The whole page. */
export function App(): VNode {
  const { view, id } = route.value;
  const armed = armedFaults.value;
  const View = views[view];
  useKeys({
    ...Object.fromEntries(VIEWS.map((name, index) => [String(index + 1), () => goTo(hrefOf(name))])),
    p: requests.togglePause,
    f: () => goTo(hrefOf("faults")),
    t() {
      goTo(hrefOf("faults"));
      requestAnimationFrame(() => document.getElementById("time")?.scrollIntoView());
    },
    "?": openKeys,
    "Ctrl+k": openGoTo,
  });
  useLayoutEffect(() => {
    const faults = armed === 0 ? "" : ` (${plural(armed, "fault")})`;
    const title = `${VIEW_NAMES[view]}${id ? ` ${id}` : ""} · Privy fake${faults}`;
    document.title = showText(title)
      .map(({ text }) => text)
      .join("");
  }, [view, id, armed]);
  return (
    <>
      <TopBar />
      <LostBar />
      <div class="frame">
        <Navigation />
        <main id="main" tabIndex={-1}>
          {needsKey.value ? <KeyForm /> : <View key={view} />}
        </main>
      </div>
      <Toasts />
      <Announcer />
      <Dialog />
    </>
  );
}
