const words: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file has reached its size limit",
  EROFS: "the disk is read-only",
  EACCES: "access is denied",
  EPERM: "it is not permitted",
  ENOENT: "its folder does not exist",
  ELOOP: "it is a link",
  EIO: "the disk has failed",
};

/** A file could not be written. It names the file and the system's reason. */
export class FileWriteError extends Error {
  /** The system's code, for example ENOSPC. */
  readonly code: string;
  readonly path: string;

  constructor(path: string, cause: unknown) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
    super(`${path} could not be written: ${words[code] ?? code}`, { cause });
    this.name = "FileWriteError";
    this.code = code;
    this.path = path;
  }
}

/** Runs an action on a file. Throws FileWriteError when it fails. */
export async function naming<Result>(path: string, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof FileWriteError ? error : new FileWriteError(path, error);
  }
}
