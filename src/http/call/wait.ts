/** A place in a queue. */
export interface Wait<Value> {
  /** Settles when the turn comes, or rejects when it will not come. It never settles after `giveUp`. */
  readonly turn: Promise<Value>;
  /** Leaves the queue; or gives the turn back, when it was given but not yet begun. */
  giveUp(): void;
}
