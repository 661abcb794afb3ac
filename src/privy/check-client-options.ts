import { type InputIssue, InvalidInputError } from "../errors/invalid-input-error.js";
import { endpointIssues } from "../http/options/base-url.js";
import { checkKernelOptions } from "../http/options/check-kernel-options.js";
import { credentialIssues } from "../http/options/header-value.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import { parseOrderOptionIssues } from "../schemas/order/parse-order-options.js";
import type { OAuthOptions } from "./client-credentials.js";
import { CLIENT_OPTION_NAMES, type PrivyClientOptions } from "./client-options.js";
import { ALL_SCOPES } from "./scope.js";

const scopes: readonly string[] = ALL_SCOPES;

function checkOAuth(oauth: OAuthOptions): InputIssue[] {
  if (typeof oauth !== "object" || oauth === null)
    return [{ code: "invalid", path: ["oauth"], message: "must be { clientId, clientSecret, scopes }" }];
  const issues = [
    ...credentialIssues(oauth.clientId, "clientId"),
    ...credentialIssues(oauth.clientSecret, "clientSecret"),
  ];
  const wanted: unknown = oauth.scopes;
  if (!Array.isArray(wanted) || wanted.length === 0 || !wanted.every((scope) => scopes.includes(scope))) {
    issues.push({
      code: "invalid",
      path: ["scopes"],
      message: `must be a list of at least one of ${scopes.join(", ")}`,
    });
  }
  if (oauth.tokenUrl !== undefined) issues.push(...endpointIssues(oauth.tokenUrl, ["tokenUrl"]));
  return issues.map(({ path, ...issue }) => ({ ...issue, path: ["oauth", ...path] }));
}

function checkCredentials({ token, oauth }: PrivyClientOptions): InputIssue[] {
  const none = token === undefined || token === null || token === "";
  if (oauth !== undefined) {
    return none
      ? checkOAuth(oauth)
      : [
          {
            code: "conflict",
            path: ["token"],
            message: "cannot be combined with oauth; pass one of the two",
          },
        ];
  }
  if (none) {
    return [
      {
        code: "missing",
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
    issues.push({ code: "invalid", path: ["liveReserve"], message: "must be a number from 0 to 1" });
  }
  if (rateBudget !== undefined && typeof rateBudget?.enter !== "function") {
    issues.push({ code: "invalid", path: ["rateBudget"], message: "must be made by createRateBudget" });
  } else if (rateBudget !== undefined && liveReserve !== undefined) {
    issues.push({
      code: "conflict",
      path: ["liveReserve"],
      message: "belongs to the shared budget: pass it to createRateBudget",
    });
  }
  if (coalesce !== undefined && typeof coalesce !== "boolean")
    issues.push({ code: "invalid", path: ["coalesce"], message: "must be true or false" });
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
      { code: "invalid", path: [], message: "must be an object of options such as { token }" },
    ]);
  }
  const { integrationToken } = options;
  const issues = [
    ...unknownOptions(options, CLIENT_OPTION_NAMES, "the client"),
    ...checkCredentials(options),
    ...checkBudget(options),
    ...(integrationToken === undefined ? [] : credentialIssues(integrationToken, "integrationToken")),
    ...checkKernelOptions(options),
    // The same check as at each order, so that no client is made whose every order would be refused.
    ...parseOrderOptionIssues(options),
  ];
  if (issues.length > 0) throw new InvalidInputError("The client was not made", issues);
}
