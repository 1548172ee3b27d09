/** The envelope with which the provider accepts a request whose result comes later. */
import { toProviderTime } from "./ids.ts";
import type { JsonObject } from "../../web/json-text.ts";
import { APP_DOMAIN_NAME } from "./errors.ts";

/** https://docs.zamupay.com/express-deposit-request-25375893e0; the answer's status is 202. */
export function toAcceptance(
  attempt: {
    readonly originatorConversationId: string;
    readonly conversationId: string;
    readonly createdAt: Date;
  },
  remarks: string,
): JsonObject {
  return {
    appDomainName: APP_DOMAIN_NAME,
    remarks,
    originatorConversationId: attempt.originatorConversationId,
    systemConversationId: attempt.conversationId,
    timestamp: toProviderTime(attempt.createdAt),
  };
}
