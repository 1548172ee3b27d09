/** Authenticates the merchant's backend, `Authorization: Bearer <API key>`, and checks what the key may do. */
import { refuse } from "../../domain/errors.ts";
import { requireScope } from "../../use-cases/api-keys/read-caller.ts";
import type { ReadCaller } from "../../use-cases/api-keys/read-caller.ts";
import { appendAlone, createAuditEntry } from "../../use-cases/shared/audit.ts";
import type { Deps } from "../../use-cases/shared/deps.ts";
import { sendError } from "../kit/json-body.ts";
import type { Middleware } from "../kit/middleware.ts";
import { sendProblem } from "../kit/problem.ts";
import type { RateLimits } from "../kit/rate-limit.ts";
import { callerOf, noteCaller } from "../kit/request-context.ts";
import { bearerToken } from "../kit/request.ts";
import type { Route } from "../kit/route.ts";
import { auditedCall } from "./audited-call.ts";

/**
 * A valid key always passes, even after many wrong ones from the same address: `countRefusal` only limits the load of
 * guessing. The key's length makes guessing infeasible.
 */
export function requireMerchantKey(
  { log }: Pick<Deps, "log">,
  readCaller: ReadCaller,
  countRefusal: Middleware,
): Middleware {
  return (req, res, next) => {
    const key = bearerToken(req);
    if (key === undefined) {
      countRefusal(req, res, () => {
        sendProblem(
          res,
          refuse(
            "merchant_key_missing",
            'Send an API key as "Authorization: Bearer …", from your backend only.',
          ),
        );
      });
      return;
    }
    readCaller(key).then(
      (caller) => {
        if (caller.ok) {
          noteCaller(res, caller.value);
          next();
        } else
          countRefusal(req, res, () => {
            sendProblem(res, caller);
          });
      },
      (error: unknown) => {
        sendError(log, error, res);
      },
    );
  };
}

/** Behind `requireMerchantKey`. A change that is refused is in the audit log, as often as the limit allows. */
export function createScopeCheck(
  deps: Deps,
  limits: RateLimits,
): (route: Route, params: Readonly<Record<string, string>>) => Middleware {
  return (route, params) => (_req, res, next) => {
    const { scope } = route;
    const caller = callerOf(res);
    const allowed = scope === undefined ? null : requireScope(caller, scope);
    if (allowed === null || allowed.ok) {
      next();
      return;
    }
    const call = auditedCall(route, caller, params, res);
    if (call === null) {
      sendProblem(res, allowed);
      return;
    }
    void limits.take("refusedCalls", caller.actor.id).then(async (taken) => {
      if (taken.ok)
        await appendAlone(
          deps,
          createAuditEntry(deps, call, "refused", {}, allowed.code),
        );
      sendProblem(res, taken.ok ? allowed : taken);
    });
  };
}
