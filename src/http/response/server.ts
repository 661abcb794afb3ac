/** The address that a kernel sends to, and where it comes from. */
export interface Server {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The option that sets it. */
  readonly option: string;
  /** What such an address ends in: `/v1`. Absent where nothing is usual. */
  readonly basePath?: string | undefined;
}

/** Whether an address ends in what is usual, once. */
export function hasBasePath({ baseUrl, basePath = "" }: Server): boolean {
  return baseUrl.endsWith(basePath) && (basePath === "" || !baseUrl.endsWith(basePath + basePath));
}

/** Which address responded and which option to look at, as a sentence. */
export function checkServer(server: Server): string {
  const { baseUrl, option, basePath } = server;
  const end = hasBasePath(server) ? "" : `, and it should end in ${basePath}`;
  return `Check ${option}: ${baseUrl} responded${end}.`;
}
