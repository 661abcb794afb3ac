import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A queue file, as a store writes one, that finds its queue in the test. */
export interface TestQueueFile {
  readonly path: string;
  /** A folder of its own, for other files. */
  readonly folder: string;
  /** What the file exports from now on: a function that makes the queue, and one that says what to work with. */
  set(exported: { readonly queue: () => unknown; readonly work?: () => unknown }): void;
  remove(): Promise<void>;
}

/** A store's own file makes its queue of its own connection; here it finds the test's. */
export async function createQueueFile(): Promise<TestQueueFile> {
  const folder = await mkdtemp(join(tmpdir(), "privy-orders-queue-file-"));
  const path = join(folder, "privy-queue.mjs");
  const shared = Symbol.for(`privy-orders.test.${folder}`);
  const found = `globalThis[Symbol.for(${JSON.stringify(Symbol.keyFor(shared))})]`;
  const text = `export const queue = () => ${found}.queue();\nexport const work = () => ${found}.work?.();\n`;
  await writeFile(path, text);
  return {
    path,
    folder,
    set: (exported) => void Reflect.set(globalThis, shared, exported),
    async remove() {
      Reflect.deleteProperty(globalThis, shared);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
