/** `/console`: the built pages, read once at start. All addresses below it are one page, whose script routes them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Log } from "../../ports/log.ts";
import { helmetHeaders } from "../kit/helmet-headers.ts";
import type { Middleware } from "../kit/middleware.ts";
import { NO_ORIGIN_HEADERS } from "../pages/html-page.ts";
import {
  listIfThere,
  readBuiltFile,
  sendBuiltFile,
} from "../pages/built-file.ts";
import type { BuiltFile } from "../pages/built-file.ts";

/** By name: "index.html", "assets/index-a1b2.js". */
export type ConsoleFiles = ReadonlyMap<string, BuiltFile>;

const PAGE = "index.html";
const ASSETS = "assets";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

const BUILD_HINT =
  "The console is not built. Run npm run build, then restart the relay.";

/** The relay works without the built files; the console's addresses then say what to do. */
export async function readConsoleFiles(
  log: Log,
  directory = installedDirectory(),
): Promise<ConsoleFiles> {
  const names = [
    ...(await listIfThere(directory)),
    ...(await listIfThere(path.join(directory, ASSETS))).map(
      (name) => `${ASSETS}/${name}`,
    ),
  ];
  const files = new Map<string, BuiltFile>();
  for (const name of names) {
    const type = TYPES[path.extname(name)];
    if (type !== undefined)
      files.set(name, await readBuiltFile(type, path.join(directory, name)));
  }
  if (!files.has(PAGE)) log.error({ directory }, BUILD_HINT);
  return files;
}

const installedDirectory = (): string =>
  path.dirname(fileURLToPath(import.meta.resolve("@malipo/console")));

/** Nothing but the relay's own files, no frame, no form that goes anywhere else. */
export const consoleHeaders: Middleware = helmetHeaders({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ["lit-html"],
      frameAncestors: ["'none'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
    },
  },
  // Addresses hold what was searched for.
  referrerPolicy: { policy: "same-origin" },
  xFrameOptions: { action: "deny" },
  ...NO_ORIGIN_HEADERS,
});

/** `name`: what follows "/console/". */
export function sendConsoleFile(
  files: ConsoleFiles,
  name: string,
  req: IncomingMessage,
  res: ServerResponse,
): boolean {
  const asset = files.get(name);
  if (asset !== undefined && name !== PAGE) {
    // Names of assets change with their contents.
    const isAsset = name.startsWith(`${ASSETS}/`);
    sendBuiltFile(
      asset,
      req,
      res,
      isAsset ? "public, max-age=31536000, immutable" : "no-cache",
    );
    return true;
  }
  if (name.startsWith(`${ASSETS}/`)) return false;
  const page = files.get(PAGE);
  if (page === undefined) {
    res.setHeader("Content-Type", "text/plain; charset=utf-8");
    res.setHeader("Cache-Control", "no-store");
    res.writeHead(503).end(BUILD_HINT);
  } else sendBuiltFile(page, req, res, "no-store");
  return true;
}
