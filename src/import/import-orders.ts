import type { ImportClient, ImportOptions, ImportSummary } from "./import-options.js";
import type { ImportSource } from "./import-record.js";
import { startImport } from "./start-import.js";

/**
 * Brings a store's past orders to Privy, one by one: there is no batch endpoint. Every order is sent with
 * `initial_sync: true`, so that it starts no flow and earns no campaign revenue, and without marketing consent unless
 * `consent: "send"` is set, so that no contact is signed up. Orders of one `order_id` keep their order. Orders that this
 * client reports live meanwhile are skipped: the source's state may be older.
 *
 * It takes the backfill lane: live orders of the same client go first. It uses what the account's budgets leave, never
 * more. A record that is refused is reported and passed over; refused credentials end the import with nothing marked as
 * done. With a checkpoint a later run goes on where this one ended, after a crash, too: nothing is lost, and only the
 * orders that were under way are sent again, which is harmless.
 *
 * Use `startImport` to pause an import, or to loop over its outcomes.
 *
 * @throws InvalidInputError for bad arguments, and for a checkpoint that belongs to another source or other options; or the
 *   error that one of the caller's callbacks threw
 */
export async function importOrders(
  client: ImportClient,
  source: ImportSource,
  options: ImportOptions = {},
): Promise<ImportSummary> {
  return await startImport(client, source, options).summary;
}
