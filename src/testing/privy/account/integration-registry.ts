import { checkKeys } from "../../kit/options/check-keys.js";
import { credentialText } from "../../kit/options/credential-text.js";
import { FakeUsageError } from "../../kit/options/fake-usage-error.js";
import type { IdFactory } from "./ids.js";

/** Options for a Custom Integration of the fake's account. */
export interface FakeIntegrationOptions {
  /** Default: `int_` and 16 characters that follow from the seed. */
  readonly id?: string | undefined;
  /** The value of `X-Privy-Integration-Token`. Default: 32 hex characters that follow from the seed. */
  readonly token?: string | undefined;
  /** Default `Custom Integration 1`, `Custom Integration 2` … */
  readonly name?: string | undefined;
  /** Default true. */
  readonly active?: boolean | undefined;
}

/**
 * A Custom Integration of the fake's account.
 *
 * @see https://help.privy.com/docs (Custom Integration)
 */
export interface FakeIntegration {
  /** The integration's id. */
  readonly id: string;
  /** The value of `X-Privy-Integration-Token`. */
  readonly token: string;
  /** The integration's name. */
  readonly name: string;
  /** Whether its token is accepted. */
  readonly active: boolean;
}

/**
 * The Custom Integrations of one account.
 *
 * @see https://help.privy.com/docs (Custom Integration)
 */
export interface IntegrationRegistry {
  /**
   * Adds a Custom Integration.
   *
   * @throws FakeUsageError for a bad option, or an id or token that exists already
   */
  create(options?: FakeIntegrationOptions): FakeIntegration;
  /**
   * Deactivates an integration: from the next request on, its token gets a 422. Takes the id, the token or what `create`
   * returned.
   *
   * @throws FakeUsageError for an unknown integration
   */
  deactivate(integration: string | FakeIntegration): void;
  /** All of them, deactivated ones included, oldest first. */
  list(): readonly FakeIntegration[];
}

/** What only the fake's server needs. */
export interface IntegrationLookup extends IntegrationRegistry {
  /** Replaces all integrations. */
  restore(integrations: readonly FakeIntegration[]): void;
}

/** Creates the Custom Integrations of one account. */
export function createIntegrationRegistry(context: { ids: IdFactory }): IntegrationLookup {
  let integrations: readonly FakeIntegration[] = Object.freeze([]);

  return {
    list: () => integrations,
    create(options = {}) {
      checkKeys("integration", options, ["id", "token", "name", "active"]);
      const integration: FakeIntegration = Object.freeze({
        id: credentialText("An integration's id", options.id ?? context.ids.make("integrationId")),
        token: credentialText(
          "An integration's token",
          options.token ?? context.ids.make("integrationToken"),
        ),
        name: options.name ?? `Custom Integration ${integrations.length + 1}`,
        active: options.active ?? true,
      });
      if (typeof integration.name !== "string" || typeof integration.active !== "boolean") {
        throw new FakeUsageError("An integration's name must be text, its active true or false.");
      }
      if (integrations.some(({ id, token }) => id === integration.id || token === integration.token)) {
        throw new FakeUsageError("An integration with that id or token exists already; both are unique.");
      }
      integrations = Object.freeze([...integrations, integration]);
      return integration;
    },
    deactivate(given) {
      const wanted = typeof given === "string" ? given : given?.id;
      const found = integrations.find(({ id, token }) => id === wanted || token === wanted);
      if (found === undefined)
        throw new FakeUsageError(
          "Unknown integration: give deactivate its id, its token or what create returned.",
        );
      integrations = Object.freeze(
        integrations.map((one) => (one === found ? Object.freeze({ ...one, active: false }) : one)),
      );
    },
    restore(given) {
      integrations = given;
    },
  };
}
