/** As much of a stream as the command line writes to. */
export type CliStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** Everything of the process that the command line touches. */
export interface CliIo {
  /** What a machine or a pipe reads: results. */
  readonly stdout: CliStream;
  /** What a person reads meanwhile: progress, problems. */
  readonly stderr: CliStream;
  /** Only a command that is to end with it looks at it. */
  readonly stdin?: NodeJS.ReadableStream | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Calls back at Ctrl-C and at a request to end; the returned function ends that. */
  onInterrupt(callback: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}
