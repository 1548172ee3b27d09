/** The reference in a path. */
import type { Request } from "express";

export function readReference(request: Request): string {
  const { reference } = request.params;
  return typeof reference === "string" ? reference : "";
}
