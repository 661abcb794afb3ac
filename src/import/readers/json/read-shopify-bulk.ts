import {
  fromShopifyGraphql,
  shopifyGraphqlVersion,
} from "../../../platforms/shopify/from-shopify-graphql.js";
import type { ShopifyGraphqlOrder } from "../../../platforms/shopify/shopify-graphql-order.js";
import { isPlainObject } from "../../../schemas/objects/plain-object.js";
import { type ImportRecord, type OrderSource, orderSource } from "../../import-record.js";
import { eachOf } from "../batches.js";
import { decodedText } from "../decoded-text.js";
import { mappedRecord } from "../map-record.js";
import { checkInput, type ReaderInput } from "../reader-input.js";
import {
  defaultMaxRecordLength,
  type ReaderOptions,
  readerOptionIssues,
  refuseOptions,
  tooLongIssue,
} from "../reader-options.js";
import { readUpdatedAt } from "../updated-at.js";
import { jsonRecord } from "./json-record.js";
import { splitLines } from "./split-lines.js";

/** Options of `readShopifyBulk`. */
export interface ShopifyBulkReaderOptions extends ReaderOptions {
  /** How many orders are held to find the lines of their items. Default 10,000; more than enough when Shopify groups them. */
  readonly windowOrders?: number | undefined;
}

const defaultWindowOrders = 10_000;

type Shape = Record<string, unknown>;

interface OpenOrder {
  readonly value: Shape;
  readonly items: Shape[];
  readonly lines: string[];
  readonly line: number;
}

/** Builds the order with its items, in the form of a query without a bulk operation. */
function recordOf({ value, items, lines, line }: OpenOrder, record: number): ImportRecord {
  const common = { position: { line, record }, raw: lines.join("\n") };
  const whole: unknown = { ...value, lineItems: { nodes: items } };
  const order = whole as ShopifyGraphqlOrder; // the mapper refuses what is not such an order
  const version = readUpdatedAt(shopifyGraphqlVersion(order));
  if ("issues" in version) return { ...common, issues: version.issues };
  return { ...mappedRecord(() => fromShopifyGraphql(order)), ...version, ...common };
}

/** Returns whether a child of an order is an item, and not a fulfilment for example: it has a quantity and can be bought. */
const isItem = ({ id, quantity }: Shape): boolean =>
  id === undefined ? quantity !== undefined : String(id).includes("/LineItem/");

const issueRecord = (line: number, record: number, raw: string, message: string): ImportRecord => ({
  issues: [{ code: "unreadable", path: [], message }],
  position: { line, record },
  raw,
});

/**
 * Reads the JSONL of a bulk operation of Shopify's Admin GraphQL for a query of orders: each order on a line, and each
 * of its items on one of its own with `__parentId`, after the order, directly or (`groupObjects: false`) anywhere.
 * Query the fields of `SHOPIFY_ORDER_FRAGMENT`. Orders are mapped as by `fromShopifyGraphql`, with `updatedAt` as their
 * version.
 *
 * @throws InvalidInputError for bad options, and for a stream, which cannot be read again
 * @see https://shopify.dev/docs/api/usage/bulk-operations/queries
 */
export function readShopifyBulk(input: ReaderInput, options: ShopifyBulkReaderOptions = {}): OrderSource {
  checkInput(input);
  const issues = readerOptionIssues(options, ["windowOrders"]);
  const { maxRecordLength = defaultMaxRecordLength, windowOrders = defaultWindowOrders } = options;
  if (!(Number.isSafeInteger(windowOrders) && windowOrders > 0))
    issues.push({ code: "invalid", path: ["windowOrders"], message: "must be a whole number above 0" });
  refuseOptions(issues);
  async function* records(): AsyncGenerator<ImportRecord> {
    const open = new Map<string, OpenOrder>();
    let record = 0;
    const lines = splitLines(decodedText(input, options.encoding), maxRecordLength);
    for await (const { text, number, isTooLong } of eachOf(lines)) {
      if (text.trim() === "") continue;
      const position = { line: number, column: 1, record: record + 1 };
      const read: ImportRecord = isTooLong
        ? { issues: [tooLongIssue(maxRecordLength)], position, raw: text }
        : jsonRecord(text, position, { map: (value) => value });
      if (!("order" in read)) {
        record += 1;
        yield read;
        continue;
      }
      const value: unknown = read.order;
      if (!isPlainObject(value)) continue;
      const { __parentId: parentId, ...rest } = value;
      if (parentId === undefined) {
        open.set(String(value.id), { value: rest, items: [], lines: [text], line: number });
      } else {
        const parent = open.get(String(parentId));
        if (parent !== undefined && isItem(rest)) parent.items.push(rest);
        parent?.lines.push(text);
        if (parent === undefined && isItem(rest)) {
          record += 1;
          yield issueRecord(
            number,
            record,
            text,
            "is an item whose order did not come before it, or lies too far above: raise windowOrders",
          );
        }
      }
      if (open.size <= windowOrders) continue;
      const [oldest] = open;
      if (oldest === undefined) continue;
      open.delete(oldest[0]);
      record += 1;
      yield recordOf(oldest[1], record);
    }
    for (const order of open.values()) {
      record += 1;
      yield recordOf(order, record);
    }
  }
  return orderSource(records, options);
}
