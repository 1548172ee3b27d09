/** Why the relay could not start, in a sentence that names what to change. */
import type { Config } from "../config.ts";

/** Undefined for what no configuration can mend: a fault of ours. */
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
    "A package's native part does not fit this Node or this machine. Run: npm rebuild",
  ERR_MODULE_NOT_FOUND: "A package is missing. Run: npm install",
  MODULE_NOT_FOUND: "A package is missing. Run: npm install",
};

/** What neither the address nor the port is to blame for. */
function describeMachineError(error: Error): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return undefined;
  const file = path ?? "a file";
  switch (code) {
    case "EMFILE":
    case "ENFILE":
      return `Too many files are open (${code}). Raise the limit (ulimit -n), or close what holds them.`;
    case "ENOSPC":
    case "EDQUOT":
      return `There is no space left for ${file} (${code}). Make room, or choose another place.`;
    case "EACCES":
    case "EPERM":
      return path === undefined
        ? undefined
        : `${path} may not be used by this program's user (${code}). Change its owner or its rights.`;
    case "EROFS":
      return `${file} is on a file system that can't be written (${code}). Choose another place.`;
    case "ENOENT":
    case "ENOTDIR":
    case "EISDIR":
      return path === undefined
        ? undefined
        : `${path} is not there, or is no file of the kind that is needed (${code}). Mend the variable that names it.`;
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
      return `${place} is taken by another program. Stop that one, or set ${name}_PORT to a free port.`;
    case "EACCES":
      return `${place} needs more rights than this program has. Set ${name}_PORT to a port above 1023.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return `The address to listen on (${name}_HOST) is not one of this machine's.`;
    default:
      return undefined;
  }
}
