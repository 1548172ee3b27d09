/** `GET /openapi.json`: the interface of this very relay. */
import type { RequestHandler } from "express";
import { createOpenApiDocument } from "./document.ts";

export function createOpenApiHandler(
  publicUrl: string,
  version: string,
): RequestHandler {
  let body: string | undefined;
  return (_req, res) => {
    body ??= JSON.stringify(createOpenApiDocument(publicUrl, version));
    res
      .set({
        "Cache-Control": "public, max-age=300",
        "Access-Control-Allow-Origin": "*",
      })
      .type("application/json")
      .send(body);
  };
}
