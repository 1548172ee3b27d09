/** Explains why the relay could not start, and what to change. */
import type { Config } from "../config.ts";

/** Returns undefined if no configuration can fix it. */
export function describeStartError(
  error: unknown,
  config: Config,
): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === "MasterKeyMismatch") return error.message;
  if (error.name === "StoreError")
    return `The database can't be used (MALIPO_DATABASE_URL): ${error.message}`;
  return describeMachineError(error) ?? describeListenError(error, config);
}

const INSTALLATION: Readonly<Record<string, string>> = {
  ERR_DLOPEN_FAILED:
    "A package's native module does not match this version of Node or this machine. Run: npm rebuild",
  ERR_MODULE_NOT_FOUND: "A package is missing. Run: npm install",
  MODULE_NOT_FOUND: "A package is missing. Run: npm install",
};

/** Errors that have nothing to do with the address or the port. */
function describeMachineError(error: Error): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return undefined;
  const file = path ?? "a file";
  switch (code) {
    case "EMFILE":
    case "ENFILE":
      return `Too many files are open (${code}). Raise the limit (ulimit -n), or stop the programs that hold them open.`;
    case "ENOSPC":
    case "EDQUOT":
      return `There is no space left for ${file} (${code}). Free some space, or choose another location.`;
    case "EACCES":
    case "EPERM":
      return path === undefined
        ? undefined
        : `Permission denied for ${path} (${code}). Change its owner or permissions.`;
    case "EROFS":
      return `${file} is on a read-only file system (${code}). Choose another location.`;
    case "ENOENT":
    case "ENOTDIR":
    case "EISDIR":
      return path === undefined
        ? undefined
        : `${path} does not exist or has the wrong type (${code}). Correct the variable that contains this path.`;
    default:
      return INSTALLATION[code];
  }
}

function describeListenError(error: Error, config: Config): string | undefined {
  const code = "code" in error ? error.code : undefined;
  const port = "port" in error ? Number(error.port) : undefined;
  const isAdmin =
    port !== undefined && port !== config.port && port === config.adminPort;
  const name = isAdmin ? "MALIPO_ADMIN" : "MALIPO";
  const place = port === undefined ? "The port" : `Port ${port}`;
  switch (code) {
    case "EADDRINUSE":
      return `${place} is already in use. Stop the other program, or set ${name}_PORT to a free port.`;
    case "EACCES":
      return `Permission denied for ${place.toLowerCase()}. Set ${name}_PORT to a port above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return `The address to listen on (${name}_HOST) is not one of this machine's.`;
    default:
      return undefined;
  }
}
