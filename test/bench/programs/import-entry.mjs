// Prints the milliseconds that one import takes in a process that has just begun: node import-entry.mjs <specifier>
const start = performance.now();
await import(process.argv[2]);
console.log(performance.now() - start);
process.exit(0);
