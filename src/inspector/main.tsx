import { render } from "preact";
import { takeKeyFromAddress } from "./api/call-fake.js";
import { App } from "./app/app.jsx";
import { showHiddenCharacters } from "./app/show-hidden.jsx";
import { startTicking } from "./state/account.js";
import { startLive } from "./state/live.js";
import { followAddress } from "./state/route.js";
import { followSettings } from "./state/settings.js";
import { followKeys } from "./state/shortcuts.js";

showHiddenCharacters();
takeKeyFromAddress();
followAddress();
followSettings();
followKeys();
startTicking();
const root = document.getElementById("app");
if (root) render(<App />, root);
void startLive();
