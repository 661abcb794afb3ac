import type { Clock } from "privy-orders";
import type { OutboxNamespace, OutboxRequest, OutboxState, OutboxStub } from "privy-orders/cloudflare";
import { StandInStorage } from "./stand-in-storage.js";

/** What a class of Durable Objects makes. */
export interface StandInObject {
  fetch(request: OutboxRequest): Promise<Response>;
  alarm(): Promise<void>;
}

/** Cloudflare repeats an alarm that failed so often, at first after that many milliseconds. */
const mostRepeats = 6;
const firstRepeatMs = 2_000;

/** One object of a namespace, through all its lives. */
export class StandInPlace {
  readonly storage: StandInStorage = new StandInStorage();
  readonly #clock: Clock;
  readonly #create: (state: OutboxState) => StandInObject;
  #object: StandInObject | undefined;
  #cancel = (): void => undefined;
  #running: Promise<void> | undefined;
  /** How often the alarm has gone off, and how often in vain. */
  alarms = 0;
  failedAlarms = 0;
  /** How many objects there were: each is a life. */
  lives = 0;
  /** While false, alarms are only noted. */
  hasAlarms = true;

  constructor(clock: Clock, create: (state: OutboxState) => StandInObject) {
    this.#clock = clock;
    this.#create = create;
    this.storage.onAlarm = () => this.arm();
  }

  #begun(): StandInObject {
    if (this.#object === undefined) {
      this.lives += 1;
      this.#object = this.#create({ storage: this.storage.forObject() });
    }
    return this.#object;
  }

  /** An event, which the input gate lets in when no storage operation is awaited. */
  async event<Value>(run: (object: StandInObject) => Promise<Value>): Promise<Value> {
    while (this.storage.pending > 0) await undefined;
    return run(this.#begun());
  }

  /** The object is evicted, restarted by a deploy, or dies: the next event begins another one. */
  restart(): void {
    this.#object = undefined;
    const wasRunning = this.#running !== undefined;
    this.#running = undefined;
    this.storage.crash();
    // An alarm whose object died counts as not done.
    if (wasRunning && this.storage.alarm === undefined) this.storage.setAlarm(Math.floor(this.#clock.now()));
  }

  /** Waits until the alarm is no longer under way. */
  async rest(): Promise<void> {
    await this.#running;
  }

  arm(): void {
    this.#cancel();
    const atMs = this.storage.alarm;
    if (atMs === undefined || !this.hasAlarms || this.#running !== undefined) return;
    const delayMs = Math.max(0, atMs - this.#clock.now());
    this.#cancel = this.#clock.setTimer(() => this.#goOff(0), delayMs, "timeout");
  }

  #goOff(repeats: number): void {
    if (this.#running !== undefined || !this.hasAlarms) return;
    this.alarms += 1;
    this.storage.setAlarm(undefined);
    const running: Promise<void> = this.event((object) => object.alarm()).then(
      () => this.#end(running),
      () => {
        if (this.#running !== running) return;
        this.failedAlarms += 1;
        this.#running = undefined;
        if (this.storage.alarm !== undefined || repeats >= mostRepeats) return this.arm();
        const again = (): void => this.#goOff(repeats + 1);
        this.#cancel = this.#clock.setTimer(again, firstRepeatMs * 2 ** repeats, "timeout");
      },
    );
    this.#running = running;
  }

  #end(running: Promise<void>): void {
    if (this.#running !== running) return;
    this.#running = undefined;
    this.arm();
  }

  close(): void {
    this.#cancel();
    this.hasAlarms = false;
    this.storage.close();
  }
}

/** The binding of a class of Durable Objects, as a Worker gets it. */
export class StandInNamespace implements OutboxNamespace<string> {
  readonly places: Map<string, StandInPlace> = new Map();
  readonly #clock: Clock;
  readonly #create: (state: OutboxState) => StandInObject;
  /** What the next requests to an object end with. */
  failures: object[] = [];

  constructor(clock: Clock, create: (state: OutboxState) => StandInObject) {
    this.#clock = clock;
    this.#create = create;
  }

  idFromName(name: string): string {
    return name;
  }

  place(name: string): StandInPlace {
    const known = this.places.get(name) ?? new StandInPlace(this.#clock, this.#create);
    this.places.set(name, known);
    return known;
  }

  get(id: string): OutboxStub {
    return {
      fetch: async (url, { body }) => {
        const failure = this.failures.shift();
        if (failure !== undefined) throw failure;
        const place = this.place(id);
        return place.event((object) => object.fetch({ url, json: async () => JSON.parse(body) }));
      },
    };
  }

  close(): void {
    for (const place of this.places.values()) place.close();
  }
}
