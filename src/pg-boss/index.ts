export {
  type PostgresQuery,
  type PostgresRateStoreOptions,
  postgresRateStore,
} from "./postgres-rate-store.js";
