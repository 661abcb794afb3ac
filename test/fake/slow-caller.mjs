import { connect } from "node:net";

/** Sends the headers of a request a byte at a time, and gives after how many milliseconds the connection was ended. */
export function endOfSlowCaller(url) {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const startMs = performance.now();
    const socket = connect(Number(port), hostname);
    const bytes = `GET /_fake/health HTTP/1.1\r\nHost: localhost\r\nX-Slow: ${"x".repeat(1_000)}`;
    let sent = 0;
    const sending = setInterval(() => socket.write(bytes[sent++] ?? "x"), 100);
    const giveUp = setTimeout(() => socket.destroy(), 60_000);
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearInterval(sending);
      clearTimeout(giveUp);
      if (text !== "" && !text.startsWith("HTTP/1.1 408 "))
        reject(new Error(`a slow caller got ${text.slice(0, 60)}`));
      else resolve(performance.now() - startMs);
    });
  });
}
