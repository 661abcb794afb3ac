import { AuthenticationError } from "../../errors/authentication-error.js";
import { hasErrorBrand } from "../../errors/privy-orders-error.js";
import { credentialProblem } from "../options/header-value.js";
import { safeCause } from "../redaction/safe-cause.js";

/** Where the bearer token of a request comes from. */
export interface TokenSource {
  /** A token to send now, for a call that has sent so many requests already. */
  getToken(progress: { readonly attempts: number }): string | Promise<string>;
  /** Begins to fetch a token if none is at hand, so that a call need not take a place in the rate limit to wait for it. */
  prepare?(): Promise<unknown> | undefined;
  /** Called with a token that got a 401. Returns whether asking again may bring another. */
  onRefused(token: string): boolean;
}

/** Always the same token. A refused one stays refused. */
export function fixedToken(token: string): TokenSource {
  return { getToken: () => token, onRefused: () => false };
}

/** A token from the caller's own function, asked for at every attempt and once more after a 401. */
export function suppliedToken(supply: () => string | Promise<string>): TokenSource {
  return {
    async getToken({ attempts }) {
      let token: unknown;
      try {
        token = await supply();
      } catch (error) {
        if (hasErrorBrand(error)) throw error;
        throw new AuthenticationError(
          "The token function failed, so no request was sent with its token. See cause.",
          { attempts, cause: safeCause(error, undefined) },
        );
      }
      const problem = credentialProblem(token);
      if (problem === undefined) return String(token);
      throw new AuthenticationError(
        `The token function gave no usable token, so no request was sent with it: the token ${problem}.`,
        { attempts },
      );
    },
    onRefused: () => true,
  };
}
