/** Authenticates the merchant's backend, `Authorization: Bearer <API key>`, and checks what the key may do. */
import type { IncomingMessage } from "node:http";
import { refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { requireScope } from "../../use-cases/api-keys/read-caller.ts";
import type {
  Caller,
  Callers,
  ReadCaller,
} from "../../use-cases/api-keys/read-caller.ts";
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

const MISSING = refuse(
  "merchant_key_missing",
  'Send an API key as "Authorization: Bearer …", from your backend only.',
);
const BUSY = refuse(
  "too_many_requests",
  "Too many unknown keys are being checked. Try again in a second.",
  { retryAfterSeconds: 1 },
);
/** A search takes a millisecond or so. */
const MOST_WAITING = 50;

/**
 * A valid key passes even after many wrong ones from the same address, but these must not keep the store busy. Wrong keys
 * count against the address, and so does a key that this process has not accepted yet, before the store is searched for
 * it. Beyond the limit, the store is searched for one key at a time. The key's length makes guessing infeasible.
 */
export function requireMerchantKey(
  { log }: Pick<Deps, "log">,
  callers: Pick<Callers, "byKey" | "isUnknown">,
  count: (req: IncomingMessage) => Promise<Result<null>>,
): Middleware {
  const searchInTurn = inTurn(callers.byKey);

  const readCaller = async (req: IncomingMessage): Promise<Result<Caller>> => {
    const key = bearerToken(req);
    if (key !== undefined && callers.isUnknown(key)) {
      const counted = await count(req);
      if (counted.ok) return callers.byKey(key);
      const caller = await searchInTurn(key);
      return caller === null ? BUSY : caller.ok ? caller : counted;
    }
    const caller = key === undefined ? MISSING : await callers.byKey(key);
    const counted = caller.ok ? caller : await count(req);
    return counted.ok ? caller : counted;
  };

  return (req, res, next) => {
    readCaller(req).then(
      (caller) => {
        if (caller.ok) {
          noteCaller(res, caller.value);
          next();
        } else sendProblem(res, caller);
      },
      (error: unknown) => {
        sendError(log, error, res);
      },
    );
  };
}

/** One at a time, first come, first served; null if too many wait. */
function inTurn(
  read: ReadCaller,
): (key: string) => Promise<Result<Caller> | null> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (key) => {
    if (waiting >= MOST_WAITING) return null;
    waiting += 1;
    const turn = last.then(() => read(key));
    last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      waiting -= 1;
    }
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
