/** The part of a stream that the command line writes to. */
export type CliStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
};

/** The parts of the process that the command line uses. */
export interface CliIo {
  /** Results, for a machine or a pipe. */
  readonly stdout: CliStream;
  /** Progress and problems, for a person. */
  readonly stderr: CliStream;
  /** Standard input; read only by a command that ends with it. */
  readonly stdin?: NodeJS.ReadableStream | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks for confirmation; absent without a terminal. */
  confirm?(question: string): Promise<boolean>;
  /** Calls back at Ctrl-C and SIGTERM; the returned function stops listening. */
  onInterrupt(callback: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): void;
}
