import { checkKeys } from "./check-keys.js";
import { FakeUsageError } from "./fake-usage-error.js";

/**
 * Checks the limits of a fake's account; given ones replace the documented ones.
 *
 * @throws FakeUsageError that names the wrong values
 */
export function completeLimits<Name extends string>(
  option: { readonly [One in Name]?: number | undefined },
  documented: { readonly [One in Name]: number },
): { readonly [One in Name]: number } {
  checkKeys("options.rateLimit", option, Object.keys(documented));
  const given = Object.entries(option).filter(([, limit]) => limit !== undefined);
  const limits = { ...documented, ...Object.fromEntries(given) };
  for (const [name, limit] of Object.entries(limits)) {
    if (Number.isInteger(limit) && Number(limit) >= 1 && Number(limit) <= 1_000_000) continue;
    throw new FakeUsageError(
      `options.rateLimit.${name} must be a whole number from 1 to 1,000,000; for no limit at all, set rateLimit: false.`,
    );
  }
  return limits;
}
