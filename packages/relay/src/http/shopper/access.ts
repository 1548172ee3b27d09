/** Verifies a request's relay token for an order. */
import type { IncomingMessage } from "node:http";
import type { Result } from "../../domain/errors.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import { openOrder } from "../../use-cases/orders/order-access.ts";
import type { Access } from "../../use-cases/orders/order-access.ts";
import { bearerToken, requestOrigin } from "../kit/request.ts";

export function requireOrder(
  deps: Deps,
  orderId: string,
  req: IncomingMessage,
): Promise<Result<Access>> {
  return openOrder(deps, orderId, bearerToken(req), requestOrigin(req));
}
