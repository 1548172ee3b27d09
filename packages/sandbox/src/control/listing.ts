/** How many of a list a control call shows. */
import type { Request } from "express";

const MAX_LISTED = 1_000;
const DEFAULT_LISTED = 100;

export function readLimit(request: Request): number {
  const asked = Number(request.query["limit"] ?? DEFAULT_LISTED);
  const limit = Number.isInteger(asked) && asked > 0 ? asked : DEFAULT_LISTED;
  return Math.min(limit, MAX_LISTED);
}
