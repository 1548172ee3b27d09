/** The order that a request's relay token opens. */
import type { Request } from "express";
import type { Result } from "../../domain/errors.ts";
import type { Deps } from "../../use-cases/deps.ts";
import { openOrder } from "../../use-cases/order-access.ts";
import type { Access } from "../../use-cases/order-access.ts";
import { bearerToken, requestOrigin } from "../request.ts";

export function requireOrder(
  deps: Deps,
  req: Request<{ id: string }>,
): Promise<Result<Access>> {
  return openOrder(deps, req.params.id, bearerToken(req), requestOrigin(req));
}
