import { existsSync } from "node:fs";
import type { OrderFileFormat } from "../../import/node/open-order-file.js";
import { safeParseOrder } from "../../index.js";
import { isPlainObject } from "../../schemas/objects/plain-object.js";
import { FORMATS, isCsv, openOrders, readOrders } from "../files/open-orders.js";
import { CliUsageError } from "../usage-error.js";

/** The orders of a file, as Privy would get them, and the number of unreadable ones. */
export interface SeedOrders {
  readonly orders: readonly object[];
  readonly refused: number;
}

/**
 * Reads the orders of a file that `import` could read. `shopify-csv:orders.csv` names a format that the file's name
 * does not show; `orders.csv` takes its columns from `orders.csv.mapping.json`.
 *
 * @throws CliUsageError when the file cannot be read
 */
export async function readSeedOrders(given: string): Promise<SeedOrders> {
  const [, prefix, rest] = /^([a-z-]+):(.+)$/.exec(given) ?? [];
  const format = FORMATS.find((one): one is OrderFileFormat => one === prefix);
  const file = format === undefined ? given : (rest ?? given);
  if (!existsSync(file)) throw new CliUsageError(`The file ${file} (--load) does not exist.`);
  const mapping = `${file}.mapping.json`;
  if (format === undefined && isCsv({ file }) && !existsSync(mapping)) {
    throw new CliUsageError(
      `${file} (--load) needs ${mapping} beside it, which maps its columns (privy-orders mapping proposes one), or its format before it: shopify-csv:${file}`,
    );
  }
  const source = await openOrders({
    file,
    ...(format === undefined ? {} : { format }),
    ...(format === undefined && existsSync(mapping) ? { mapping } : {}),
  });
  const orders: object[] = [];
  let refused = 0;
  for await (const batch of readOrders(file, source)) {
    for (const record of batch) {
      const parsed = "order" in record ? safeParseOrder(record.order) : undefined;
      if (parsed?.success === true) orders.push(bodyOf(parsed.order));
      else refused += 1;
    }
  }
  return { orders, refused };
}

/** On the wire an id is a number. */
function bodyOf(order: object): object {
  const id: unknown = Reflect.get(order, "order_id");
  return {
    ...order,
    ...(typeof id === "string" && isPlainObject(order) ? { order_id: BigInt(id) } : {}),
    initial_sync: true,
  };
}
