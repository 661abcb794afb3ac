const maxStrings = 5_000;

/** Fields whose text is an enumeration, a code or a date of the protocol: masking them would only blur an error. */
const harmless = /(?:^|_)(?:status|currency|currency_code|country_code|date|order_id)$/i;

/**
 * Collects every text and every longer number of a payload that no error may repeat: whole, and word by word, since a
 * server may quote only a part. Stops, and says so by exceeding what `maskText` accepts, at a very large payload.
 */
export function sensitiveStrings(payload: unknown): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (found.length > maxStrings) return;
    if (typeof value === "string") {
      found.push(value);
      const words = value.split(/[\s@,;]+/).filter((word) => word.length >= 3);
      if (words.length > 1) found.push(...words);
    } else if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value)) if (!harmless.test(key)) visit(member);
    }
  };
  visit(payload);
  return found;
}
