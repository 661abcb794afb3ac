import { describeEngine } from "../queue/contract/engine-contract.js";
import { createSqliteStore } from "./sqlite-store.js";

describeEngine({ name: "sqlite", create: createSqliteStore });
