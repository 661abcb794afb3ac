export { fileCheckpoint } from "./file-checkpoint.js";
export { FileWriteError } from "./file-write-error.js";
export {
  type CountOption,
  type OrderFileFormat,
  type OrderFileOptions,
  openOrderFile,
} from "./open-order-file.js";
