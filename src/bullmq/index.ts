export { type BullMqQueueOptions, createBullMqQueue } from "./create-bullmq-queue.js";
export { type RedisRateStoreOptions, type RedisScripts, redisRateStore } from "./redis-rate-store.js";
