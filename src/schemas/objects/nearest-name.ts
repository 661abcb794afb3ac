/** How many letters must be changed, added, left out or swapped with their neighbour to come from one word to the other. */
function distance(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, (beforePrevious[column - 2] ?? Number.POSITIVE_INFINITY) + 1);
      current.push(cost);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}

/** `orderId`, `Order-ID` and `order id` are all spelled `order_id`. */
function snakeCase(word: string): string {
  return word
    .replace(/([a-z\d])([A-Z])/g, "$1_$2")
    .replace(/[\s_-]+/g, "_")
    .toLowerCase();
}

/**
 * The known name that a word was probably meant to be: the same word in another spelling, or one that is about a third
 * of its letters away at most. Words of more than 40 letters have none.
 */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  if (word.length > 40) return undefined;
  const spelled = snakeCase(word.trim());
  let nearest: string | undefined;
  let least = Math.floor((spelled.length + 1) / 3) + 1;
  for (const name of names) {
    if (Math.abs(name.length - spelled.length) >= least) continue;
    const changes = distance(spelled, name);
    if (changes < least) {
      least = changes;
      nearest = name;
    }
  }
  return nearest;
}
