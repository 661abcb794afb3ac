import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { endpointIssues } from "../http/base-url.js";
import { checkCallOptions } from "../http/check-call-options.js";
import { credentialIssues } from "../http/header-value.js";
import { nearestName } from "../schemas/nearest-name.js";
import { parseOrderOptionIssues } from "../schemas/parse-order-options.js";
import { quotableKey } from "../schemas/quotable-key.js";
import type { OAuthOptions } from "./client-credentials.js";
import { CLIENT_OPTION_NAMES, type PrivyClientOptions } from "./client-options.js";
import { ALL_SCOPES } from "./scope.js";

function unknownOptions(options: object): InputIssue[] {
  return Object.keys(options)
    .filter((name) => !CLIENT_OPTION_NAMES.includes(name))
    .map((name) => {
      const known = nearestName(name, CLIENT_OPTION_NAMES);
      const advice =
        known === undefined ? `the options are ${CLIENT_OPTION_NAMES.join(", ")}` : `did you mean ${known}?`;
      return { path: [quotableKey(name)], message: `is no option of the client; ${advice}` };
    });
}

const scopes: readonly string[] = ALL_SCOPES;

function checkOAuth(oauth: OAuthOptions): InputIssue[] {
  if (typeof oauth !== "object" || oauth === null)
    return [{ path: ["oauth"], message: "must be { clientId, clientSecret, scopes }" }];
  const issues = [
    ...credentialIssues(oauth.clientId, "clientId"),
    ...credentialIssues(oauth.clientSecret, "clientSecret"),
  ];
  const wanted: unknown = oauth.scopes;
  if (!Array.isArray(wanted) || wanted.length === 0 || !wanted.every((scope) => scopes.includes(scope))) {
    issues.push({ path: ["scopes"], message: `must be a list of at least one of ${scopes.join(", ")}` });
  }
  if (oauth.tokenUrl !== undefined) issues.push(...endpointIssues(oauth.tokenUrl, ["tokenUrl"]));
  return issues.map(({ path, message }) => ({ path: ["oauth", ...path], message }));
}

/** A page's own global scope; server runtimes have no document. */
function isBrowser(): boolean {
  const window: unknown = Reflect.get(globalThis, "window");
  return typeof window === "object" && window !== null && typeof Reflect.get(window, "document") === "object";
}

function checkPlace({ dangerouslyAllowBrowser }: PrivyClientOptions): InputIssue[] {
  if (dangerouslyAllowBrowser === true || !isBrowser()) return [];
  return [
    {
      path: [],
      message:
        "would carry its credential into a browser, where every visitor can read it; call Privy from your server. " +
        "In a simulated browser (a test) set dangerouslyAllowBrowser: true",
    },
  ];
}

function checkCredentials({ token, oauth }: PrivyClientOptions): InputIssue[] {
  const none = token === undefined || token === null || token === "";
  if (oauth !== undefined) {
    return none
      ? checkOAuth(oauth)
      : [{ path: ["token"], message: "cannot be combined with oauth; pass one of the two" }];
  }
  if (none) {
    return [
      {
        path: ["token"],
        message:
          "is missing: pass an API token, for example from the environment variable PRIVY_API_TOKEN, or oauth",
      },
    ];
  }
  return typeof token === "function" ? [] : credentialIssues(token, "token");
}

function checkBudget({ rateBudget, liveReserve, coalesce }: PrivyClientOptions): InputIssue[] {
  const issues: InputIssue[] = [];
  if (
    liveReserve !== undefined &&
    !(typeof liveReserve === "number" && liveReserve >= 0 && liveReserve <= 1)
  ) {
    issues.push({ path: ["liveReserve"], message: "must be a number from 0 to 1" });
  }
  if (rateBudget !== undefined && typeof rateBudget?.enter !== "function") {
    issues.push({ path: ["rateBudget"], message: "must be made by createRateBudget" });
  } else if (rateBudget !== undefined && liveReserve !== undefined) {
    issues.push({
      path: ["liveReserve"],
      message: "belongs to the shared budget: pass it to createRateBudget",
    });
  }
  if (coalesce !== undefined && typeof coalesce !== "boolean")
    issues.push({ path: ["coalesce"], message: "must be true or false" });
  return issues;
}

function checkShape(options: PrivyClientOptions): InputIssue[] {
  const issues: InputIssue[] = [];
  const { userAgent, fetch, clock, observer } = options;
  if (
    userAgent !== undefined &&
    !(typeof userAgent === "string" && /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/.test(userAgent))
  ) {
    issues.push({
      path: ["userAgent"],
      message:
        "must be 1 to 200 printable ASCII characters, without a line break and without a blank at either end",
    });
  }
  if (fetch !== undefined && typeof fetch !== "function")
    issues.push({ path: ["fetch"], message: "must be a function" });
  if (clock !== undefined && (typeof clock?.now !== "function" || typeof clock.setTimer !== "function")) {
    issues.push({ path: ["clock"], message: "must have the functions now and setTimer" });
  }
  if (observer !== undefined && (typeof observer !== "object" || observer === null)) {
    issues.push({ path: ["observer"], message: "must be an object with functions such as onAttempt" });
  }
  return issues;
}

/**
 * Checks everything a client can be given, before it can do harm.
 *
 * @throws InvalidInputError naming every option that is wrong, and quoting none
 */
export function checkClientOptions(options: PrivyClientOptions): void {
  if (typeof options !== "object" || options === null) {
    throw new InvalidInputError("The client was not made", [
      { path: [], message: "must be an object of options such as { token }" },
    ]);
  }
  const { integrationToken, baseUrl } = options;
  const issues = [
    ...unknownOptions(options),
    ...checkPlace(options),
    ...checkCredentials(options),
    ...checkBudget(options),
    ...(integrationToken === undefined ? [] : credentialIssues(integrationToken, "integrationToken")),
    ...(baseUrl === undefined ? [] : endpointIssues(baseUrl, ["baseUrl"])),
    ...checkCallOptions(options),
    // The same check as at each order, so that no client is made whose every order would be refused.
    ...parseOrderOptionIssues(options),
    ...checkShape(options),
  ];
  if (issues.length > 0) throw new InvalidInputError("The client was not made", issues);
}
