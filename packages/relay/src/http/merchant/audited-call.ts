/** What a route's definition says about its entries in the audit log. */
import type { ServerResponse } from "node:http";
import { KEY_IN_TEXT } from "@malipo/protocol/merchant-key";
import type { Caller } from "../../use-cases/api-keys/read-caller.ts";
import type { AuditedCall } from "../../use-cases/shared/audit.ts";
import { requestContext } from "../kit/request-context.ts";
import type { Route } from "../kit/route.ts";

/** Null if the route changes nothing. */
export function auditedCall(
  { id, audit, params: known = {} }: Route,
  { actor }: Caller,
  params: Readonly<Record<string, string>>,
  res: ServerResponse,
): AuditedCall | null {
  if (audit === undefined) return null;
  const { object: type, param } = audit;
  const given = param === undefined ? undefined : params[param];
  // What can't be an id is not stored, and least of all a key that somebody put there.
  const isId =
    given !== undefined &&
    known[param ?? ""]?.pattern.test(given) === true &&
    !KEY_IN_TEXT.test(given);
  return {
    actor,
    action: id,
    object: { type, id: isId ? given : null },
    requestId: requestContext(res).requestId,
  };
}
