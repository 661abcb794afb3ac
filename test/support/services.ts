import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A server of one's own on the loopback, with a data folder of its own. */
export interface Service {
  readonly port: number;
  /** Ends it by its process id, as a crash would. Its data stay. */
  kill(): Promise<void>;
  /** Ends it in good order. Its data stay. */
  end(): Promise<void>;
  /** Starts it again on the same port and data. */
  start(): Promise<void>;
  /** Ends it and deletes its data. */
  stop(): Promise<void>;
}

/** The path of a program; undefined when it is not installed. */
function findProgram(name: string): string | undefined {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
  const folders = [
    ...(process.env.PATH ?? "").split(":"),
    ...versions.sort((a, b) => Number(b) - Number(a)).map((version) => `/usr/lib/postgresql/${version}/bin`),
  ];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

const pause = (delayMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, delayMs));

/** Whether the server takes a connection and responds to the greeting, within a second. */
function responds(port: number, greeting: Buffer, isReady: (reply: Buffer) => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(greeting));
    const settle = (ready: boolean): void => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1_000, () => settle(false));
    socket.once("error", () => settle(false));
    socket.once("data", (reply) => settle(isReady(reply)));
  });
}

interface Recipe {
  readonly folder: string;
  readonly port: number;
  readonly command: readonly string[];
  readonly greeting: Buffer;
  readonly isReady: (reply: Buffer) => boolean;
  /** What ends it in good order. */
  readonly signal: NodeJS.Signals;
}

async function serve(recipe: Recipe): Promise<Service> {
  const { folder, port, command, greeting, isReady, signal } = recipe;
  let child: ChildProcess | undefined;
  let log = "";
  // Also when the test that holds it fails: no server outlives its program.
  const onExit = (): void => void child?.kill("SIGKILL");
  process.once("exit", onExit);

  const start = async (): Promise<void> => {
    const [program = "", ...args] = command;
    const own = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], cwd: folder });
    child = own;
    for (const stream of [own.stdout, own.stderr])
      stream.on("data", (data) => {
        log = `${log}${String(data)}`.slice(-4_000);
      });
    for (let tries = 0; tries < 300; tries += 1) {
      if (own.exitCode !== null) break;
      if (await responds(port, greeting, isReady)) return;
      await pause(50);
    }
    throw new Error(`${program} did not start:\n${log}`);
  };
  const endBy = async (how: NodeJS.Signals): Promise<void> => {
    const own = child;
    child = undefined;
    if (own === undefined || own.exitCode !== null || own.signalCode !== null) return;
    await new Promise((resolve) => {
      own.once("close", resolve);
      own.kill(how);
    });
  };

  await start();
  return {
    port,
    kill: () => endBy("SIGKILL"),
    end: () => endBy(signal),
    start,
    async stop() {
      await endBy("SIGKILL");
      process.off("exit", onExit);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a Redis that keeps what it accepts (AOF), or one with other settings; undefined when none is installed. */
export async function startRedis(
  settings: Readonly<Record<string, string>> = {},
): Promise<Service | undefined> {
  const program = findProgram("redis-server");
  if (program === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "privy-orders-redis-"));
  const port = await freePort();
  const all = {
    port: String(port),
    bind: "127.0.0.1",
    dir: folder,
    save: "",
    appendonly: "yes",
    appendfsync: "everysec",
    "maxmemory-policy": "noeviction",
    ...settings,
  };
  return serve({
    folder,
    port,
    command: [program, ...Object.entries(all).flatMap(([name, value]) => [`--${name}`, value])],
    greeting: Buffer.from("PING\r\n"),
    isReady: (reply) => reply.toString().startsWith("+PONG"),
    signal: "SIGTERM",
  });
}

/** The first message of PostgreSQL's protocol 3.0, for the user and the database `postgres`. */
const login = ((): Buffer => {
  const text = Buffer.from("\0\x03\0\0user\0postgres\0database\0postgres\0\0", "latin1");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length + 4);
  return Buffer.concat([length, text]);
})();

/** PostgreSQL refuses to run as root. */
const asPostgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"];

/** Starts a PostgreSQL with the database and user `postgres` and no password; undefined when none is installed. */
export async function startPostgres(): Promise<Service | undefined> {
  const [initdb, postgres] = [findProgram("initdb"), findProgram("postgres")];
  if (initdb === undefined || postgres === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "privy-orders-postgres-"));
  const isRoot = process.getuid?.() === 0;
  const prefix = isRoot ? asPostgres : [];
  if (isRoot) {
    const idOf = (flag: string): number => Number(spawnSync("id", [flag, "postgres"]).stdout.toString());
    await chown(folder, idOf("-u"), idOf("-g"));
  }
  const data = join(folder, "data");
  const [program = "", ...args] = [...prefix, initdb, "-D", data, "-A", "trust", "-U", "postgres", "-N"];
  const made = spawnSync(program, args, { cwd: folder });
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stderr}`);
  const port = await freePort();
  const settings = { listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "200" };
  return serve({
    folder,
    port,
    command: [
      ...[...prefix, postgres, "-D", data, "-p", String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    greeting: login,
    // While it is still starting, it responds with an error.
    isReady: (reply) => reply.toString("latin1").startsWith("R"),
    signal: "SIGINT",
  });
}
