/** How many keys are remembered: about a megabyte. */
const mostKeys = 10_000;

/** The version that may have been stored last, for the keys that were sent most recently. */
export class LastVersions {
  readonly #versions = new Map<string, number>();

  /** Whether a newer version than this one has been sent. */
  isOlder(key: string, version: number): boolean {
    const last = this.#versions.get(key);
    return last !== undefined && version < last;
  }

  remember(key: string, version: number): void {
    const newest = Math.max(version, this.#versions.get(key) ?? version);
    // Taken out first, so that the map stays in the order of use.
    this.#versions.delete(key);
    this.#versions.set(key, newest);
    if (this.#versions.size <= mostKeys) return;
    for (const oldest of this.#versions.keys()) {
      this.#versions.delete(oldest);
      return;
    }
  }
}

/** What a call is rejected with that was not sent, because a newer version had been sent before. */
export class OlderVersion {}
