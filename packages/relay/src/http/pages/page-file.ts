/** Style sheets and scripts of the relay's pages, which allow none inline. */
import { readFileSync } from "node:fs";
import { plainRoute } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";
import { sendFile } from "./send-file.ts";
import type { PageFile } from "./send-file.ts";

interface FileRoute {
  readonly id: string;
  readonly path: string;
  readonly summary: string;
}

/** `file`: next to the module, in the sources and in the published package. Read once, at load. */
export const stylesheetRoute = (
  id: string,
  path: string,
  summary: string,
  file: URL,
): Route =>
  fileRoute(
    { id, path, summary },
    { type: "text/css", bytes: readFileSync(file) },
    "main { max-width: 720px; }",
  );

export const scriptRoute = (
  id: string,
  path: string,
  summary: string,
  script: string,
): Route =>
  fileRoute(
    { id, path, summary },
    { type: "text/javascript", bytes: Buffer.from(script) },
    "addEventListener(…);",
  );

const fileRoute = (about: FileRoute, file: PageFile, example: string): Route =>
  plainRoute({
    ...about,
    method: "GET",
    access: "anyone",
    responses: {
      200: { description: "The file.", type: file.type, example },
      304: {
        description: "Not modified since the version in `If-None-Match`.",
      },
    },
    serve(_context, { req }, res) {
      sendFile(file, req, res);
    },
  });
