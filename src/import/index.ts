export type { Checkpoint, CheckpointState, ImportCounts } from "./checkpoints/checkpoint.js";
export {
  type KeyValueCheckpointOptions,
  type KeyValueStore,
  keyValueCheckpoint,
} from "./checkpoints/key-value-checkpoint.js";
export { memoryCheckpoint } from "./checkpoints/memory-checkpoint.js";
export type {
  ImportClient,
  ImportOptions,
  ImportOutcome,
  ImportProgress,
  ImportSummary,
} from "./import-options.js";
export { importOrders } from "./import-orders.js";
export {
  type ImportRecord,
  type ImportSource,
  type OrderSource,
  orderSource,
  type RecordPosition,
  type SourceFacts,
} from "./import-record.js";
export type { CsvRaw } from "./readers/csv/csv-source.js";
export type {
  CsvColumns,
  CsvField,
  CsvFieldRules,
  CsvLayout,
  CsvMapping,
  CsvNumbers,
  CsvNumbersByColumn,
  CsvObject,
  CsvTimeZoneColumn,
} from "./readers/csv/mapping/csv-mapping.js";
export {
  type CsvMapOptions,
  type CsvMapper,
  type CsvReaderOptions,
  type CsvRowValues,
  readCsv,
} from "./readers/csv/read-csv.js";
export { readShopifyCsv, type ShopifyCsvReaderOptions } from "./readers/csv/shops/read-shopify-csv.js";
export {
  readWooCommerceCsv,
  type WooCommerceCsvReaderOptions,
} from "./readers/csv/shops/read-woo-commerce-csv.js";
export { readJsonArray } from "./readers/json/read-json-array.js";
export { readNdjson } from "./readers/json/read-ndjson.js";
export { readShopifyBulk, type ShopifyBulkReaderOptions } from "./readers/json/read-shopify-bulk.js";
export { type OrderMapper, type Skip, skip } from "./readers/map-record.js";
export type { ReaderChunks, ReaderInput } from "./readers/reader-input.js";
export type { JsonReaderOptions, ReaderOptions } from "./readers/reader-options.js";
export { SourceError, type SourcePosition } from "./readers/source-error.js";
export type { TextEncoding } from "./readers/text-encoding.js";
export type { ImportStopReason } from "./run/import-verdict.js";
export type { ImportSkipReason } from "./skip-reason.js";
export { SourceChangedError } from "./source-changed-error.js";
export { type ImportRun, startImport } from "./start-import.js";
