import type { InputIssue } from "../errors/invalid-input-error.js";
import { endpointProblem } from "../http/options/base-url.js";
import { checkKernelOptions } from "../http/options/check-kernel-options.js";
import { credentialIssues, credentialProblem } from "../http/options/header-value.js";
import { unknownOptions } from "../http/options/unknown-options.js";
import { isObject, memberOf } from "../schemas/objects/is-object.js";
import { issuesOf } from "../schemas/objects/issues-of.js";
import { must, onOrOff, optionIssues } from "../schemas/objects/option-rules.js";
import { throwIssues } from "../schemas/objects/throw-issues.js";
import { parseOrderOptionIssues } from "../schemas/order/parse-order-options.js";
import type { OAuthOptions } from "./client-credentials.js";
import { CLIENT_OPTION_NAMES, type PrivyClientOptions } from "./client-options.js";
import { LIVE_RESERVE_RULE } from "./rate-budget.js";
import { ALL_SCOPES } from "./scope.js";

const scopes: readonly string[] = ALL_SCOPES;

function scopesProblem(wanted: unknown): string | undefined {
  const fits = Array.isArray(wanted) && wanted.length > 0 && wanted.every((scope) => scopes.includes(scope));
  return fits ? undefined : `must be a list of at least one of ${scopes.join(", ")}`;
}

const oauthRules = { scopes: scopesProblem, tokenUrl: endpointProblem };

function checkOAuth(oauth: OAuthOptions): InputIssue[] {
  if (!isObject(oauth)) return issuesOf("must be { clientId, clientSecret, scopes }", "oauth");
  const issues = [
    ...credentialIssues(oauth.clientId, "clientId"),
    ...credentialIssues(oauth.clientSecret, "clientSecret"),
    // A list that is missing is as wrong as an empty one.
    ...optionIssues({ ...oauth, scopes: oauth.scopes ?? [] }, oauthRules),
  ];
  return issues.map(({ path, ...issue }) => ({ ...issue, path: ["oauth", ...path] }));
}

function checkCredentials({ token, oauth }: PrivyClientOptions): InputIssue[] {
  const none = token === undefined || token === null || token === "";
  if (oauth !== undefined) {
    const message = "cannot be combined with oauth; pass one of the two";
    return none ? checkOAuth(oauth) : [{ code: "conflict", path: ["token"], message }];
  }
  if (none) {
    const message =
      "is missing: pass an API token, such as the environment variable PRIVY_API_TOKEN, or oauth";
    return [{ code: "missing", path: ["token"], message }];
  }
  return typeof token === "function" ? [] : credentialIssues(token, "token");
}

const isBudget = (value: unknown): boolean => typeof memberOf(value, "enter") === "function";

const budgetRules = {
  ...LIVE_RESERVE_RULE,
  rateBudget: must(isBudget, "must be made by createRateBudget or createSharedRateBudget"),
  coalesce: onOrOff(),
};

function checkBudget(options: PrivyClientOptions): InputIssue[] {
  const issues = optionIssues(options, budgetRules);
  if (isBudget(options.rateBudget) && options.liveReserve !== undefined) {
    const message = "belongs to the shared budget: pass it to createRateBudget";
    issues.push({ code: "conflict", path: ["liveReserve"], message });
  }
  return issues;
}

/**
 * Checks everything a client can be given, before it can do harm.
 *
 * @throws InvalidInputError naming every option that is wrong, and quoting none
 */
export function checkClientOptions(options: PrivyClientOptions): void {
  const issues = isObject(options)
    ? [
        ...unknownOptions(options, CLIENT_OPTION_NAMES, "the client"),
        ...checkCredentials(options),
        ...checkBudget(options),
        ...optionIssues(options, { integrationToken: credentialProblem }),
        ...checkKernelOptions(options),
        // The same check as at each order, so that no client is made whose every order would be refused.
        ...parseOrderOptionIssues(options),
      ]
    : issuesOf("must be an object of options such as { token }");
  throwIssues("The client was not created", issues);
}
