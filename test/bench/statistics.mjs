/** The middle one; of an even number, the mean of the two in the middle. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/** The median of each number, wherever it stands in samples of one shape. */
export function medians(samples) {
  const [first] = samples;
  if (typeof first === "number") return median(samples);
  if (typeof first !== "object" || first === null) return first;
  return mapValues(first, (_, key) => medians(samples.map((sample) => sample[key])));
}

/** The same keys, each with what becomes of its value. */
export function mapValues(record, change) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
