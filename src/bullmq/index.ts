export { type RedisRateStoreOptions, type RedisScripts, redisRateStore } from "./redis-rate-store.js";
