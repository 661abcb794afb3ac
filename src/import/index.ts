export type { Checkpoint, CheckpointState, ImportCounts } from "./checkpoint.js";
export type {
  ImportClient,
  ImportOptions,
  ImportOutcome,
  ImportProgress,
  ImportSummary,
} from "./import-options.js";
export { type ImportRun, importOrders } from "./import-orders.js";
export {
  type ImportRecord,
  type ImportSource,
  type OrderSource,
  orderSource,
  type RecordPosition,
} from "./import-record.js";
export type { ImportStopReason } from "./import-verdict.js";
export {
  type KeyValueCheckpointOptions,
  type KeyValueStore,
  keyValueCheckpoint,
} from "./key-value-checkpoint.js";
export { memoryCheckpoint } from "./memory-checkpoint.js";
export type { CsvRaw } from "./readers/csv-groups.js";
export type { CsvColumns, CsvField, CsvNumbers, CsvObject } from "./readers/csv-mapping.js";
export type { OrderMapper } from "./readers/json-record.js";
export { type CsvReaderOptions, readCsv } from "./readers/read-csv.js";
export { readJsonArray } from "./readers/read-json-array.js";
export { readNdjson } from "./readers/read-ndjson.js";
export { readShopifyCsv, type ShopifyCsvReaderOptions } from "./readers/read-shopify-csv.js";
export type { ReaderChunks, ReaderInput } from "./readers/reader-input.js";
export type { JsonReaderOptions, ReaderOptions } from "./readers/reader-options.js";
export { SourceError, type SourcePosition } from "./readers/source-error.js";
