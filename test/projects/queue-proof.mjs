// What becomes of a queue on BullMQ, which a project may have or not, as the body of a function that is given `createBullMqQueue`,
// an order and, where a program hands them in, `libraries`.
export const queueProof = `
  const connection = { host: "127.0.0.1", port: Number(globalThis.process?.env?.REDIS_PORT) };
  try {
    const queue = await createBullMqQueue({ connection, prefix: "p" + Math.random(), ...libraries });
    await queue.enqueue(order);
    const { waiting } = await queue.stats();
    await queue.close();
    return waiting === 1 ? "stored" : waiting + " orders wait";
  } catch (error) {
    const known = ["bullmq is not installed", "this runtime cannot load bullmq"];
    return known.find((words) => String(error).includes(words)) ?? String(error.stack ?? error);
  }`;

/** What `queueProof` returns: without BullMQ, where nothing can be loaded by name, and with it. */
export const outcomes = {
  missing: "bullmq is not installed",
  cannotLoad: "this runtime cannot load bullmq",
  stored: "stored",
};
