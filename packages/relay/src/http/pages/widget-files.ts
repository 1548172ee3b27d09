/** `/widget/v1/*`: the built widget with its compressed forms, read once at start, available to every page. */
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Log } from "../../ports/log.ts";
import { listIfThere, readBuiltFile, sendBuiltFile } from "./built-file.ts";
import type { BuiltFile } from "./built-file.ts";

export interface WidgetFilesOptions {
  /** The folder of the built files. Default: the installed `@malipo/widget`. */
  readonly directory?: string;
  readonly log: Log;
}

export interface WidgetFiles {
  /** Sends a file; false if there is no such file and no response was sent. */
  handle(name: string, req: IncomingMessage, res: ServerResponse): boolean;
}

/** The main file, the classic one, and what these load late; each with its map. */
const SCRIPT = /^malipo(\.[a-z]+)?\.js(\.map)?$/;

const typeOf = (name: string): string =>
  name.endsWith(".map") ? "application/json" : "text/javascript; charset=utf-8";

const BUILD_HINT =
  "The widget is not built. Run npm run build, then restart the relay.";

/** The relay works without the built files; requests for them get instructions. */
export async function createWidgetFiles(
  options: WidgetFilesOptions,
): Promise<WidgetFiles> {
  const directory = options.directory ?? installedDirectory();
  const files = new Map<string, BuiltFile>();
  for (const name of await listIfThere(directory))
    if (SCRIPT.test(name))
      files.set(
        name,
        await readBuiltFile(typeOf(name), path.join(directory, name)),
      );
  const isBuilt = files.has("malipo.js");
  if (!isBuilt) options.log.error({ directory }, BUILD_HINT);
  return {
    handle(name, req, res) {
      const file = files.get(name);
      if (file !== undefined) {
        setCommonHeaders(res);
        sendBuiltFile(file, req, res, "public, max-age=300, must-revalidate");
      } else if (!isBuilt && SCRIPT.test(name)) sendMissing(res);
      else return false;
      return true;
    },
  };
}

function installedDirectory(): string {
  return path.dirname(
    fileURLToPath(import.meta.resolve("@malipo/widget/malipo.js")),
  );
}

function sendMissing(res: ServerResponse): void {
  setCommonHeaders(res);
  res.setHeader("Content-Type", "text/plain; charset=utf-8");
  res.setHeader("Cache-Control", "no-store");
  res.writeHead(503).end(BUILD_HINT);
}

/** Module scripts are fetched with CORS, and pages with COEP need the resource policy. */
function setCommonHeaders(res: ServerResponse): void {
  res.setHeader("Access-Control-Allow-Origin", "*");
  res.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
  res.setHeader("X-Content-Type-Options", "nosniff");
}
