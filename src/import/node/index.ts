export { fileCheckpoint } from "./file-checkpoint.js";
export { type OrderFileFormat, type OrderFileOptions, openOrderFile } from "./open-order-file.js";
