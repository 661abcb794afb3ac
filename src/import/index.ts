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
export { type ImportRun, importOrders } from "./import-orders.js";
export {
  type ImportRecord,
  type ImportSource,
  type OrderSource,
  orderSource,
  type RecordPosition,
} from "./import-record.js";
export type { CsvRaw } from "./readers/csv/csv-groups.js";
export type { CsvColumns, CsvField, CsvNumbers, CsvObject } from "./readers/csv/csv-mapping.js";
export { type CsvReaderOptions, readCsv } from "./readers/csv/read-csv.js";
export { readShopifyCsv, type ShopifyCsvReaderOptions } from "./readers/csv/read-shopify-csv.js";
export type { OrderMapper } from "./readers/json/json-record.js";
export { readJsonArray } from "./readers/json/read-json-array.js";
export { readNdjson } from "./readers/json/read-ndjson.js";
export type { ReaderChunks, ReaderInput } from "./readers/reader-input.js";
export type { JsonReaderOptions, ReaderOptions } from "./readers/reader-options.js";
export { SourceError, type SourcePosition } from "./readers/source-error.js";
export type { ImportStopReason } from "./run/import-verdict.js";
