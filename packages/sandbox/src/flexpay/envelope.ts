/** The envelope of every response. */
import type { ApiResponse } from "../web/response.ts";
import { jsonResponse } from "../web/response.ts";
import type { JsonObject, JsonValue } from "../web/json-text.ts";
import type { RefusalCode } from "./refusals.ts";
import { REFUSALS } from "./refusals.ts";

export function dataResponse(
  status: number,
  message: string,
  data: JsonValue,
): ApiResponse {
  const timestamp = new Date().toISOString();
  return jsonResponse(status, { success: true, message, data, timestamp });
}

export function refusalResponse(
  code: RefusalCode,
  errors: readonly string[] = [],
): ApiResponse {
  const [status, message] = REFUSALS[code];
  return jsonResponse(status, toErrorBody(code, message, errors));
}

/** The response to an injected fault. */
export function faultResponse(status: number, message: string): ApiResponse {
  const answer = jsonResponse(
    status,
    toErrorBody("SANDBOX_FAULT", message, []),
  );
  // RFC 6585, section 4: may say how long to wait.
  return status === 429
    ? { ...answer, headers: { "Retry-After": "1" } }
    : answer;
}

function toErrorBody(
  errorCode: string,
  message: string,
  errors: readonly string[],
): JsonObject {
  const timestamp = new Date().toISOString();
  return { success: false, message, errorCode, errors, timestamp };
}
