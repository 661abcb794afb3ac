import type { ImportClient, ImportOptions, ImportSummary } from "./import-options.js";
import type { ImportSource } from "./import-record.js";
import { startImport } from "./start-import.js";

/**
 * Sends a store's past orders to Privy, one by one, since there is no batch endpoint. Every order is sent with
 * `initial_sync: true`, so that it starts no flow and earns no campaign revenue, and without marketing consent unless
 * `consent: "send"` is set, so that no contact is signed up. Orders of one `order_id` keep their order. Orders that
 * this client reports live in the meantime are skipped, because the source's state may be older.
 *
 * It uses the backfill lane: live orders of the same client go first. It uses only what the account's budgets leave. A
 * refused record is reported and skipped; refused credentials end the import with nothing marked as done. With a
 * checkpoint, a later run continues where this one ended, also after a crash: no order is lost, and only the orders
 * that were being sent are sent again, which is harmless.
 *
 * Use `startImport` to pause an import, or to loop over its outcomes.
 *
 * @throws InvalidInputError for bad arguments, and for a checkpoint that belongs to another source or other options; or
 *   the error that one of the caller's callbacks threw
 */
export async function importOrders(
  client: ImportClient,
  source: ImportSource,
  options: ImportOptions = {},
): Promise<ImportSummary> {
  return await startImport(client, source, options).summary;
}
