/** The envelope around every answer. */
import type { Answer } from "../web/answer.ts";
import { jsonAnswer } from "../web/answer.ts";
import type { JsonObject, JsonValue } from "../web/json-text.ts";
import type { RefusalCode } from "./refusals.ts";
import { REFUSALS } from "./refusals.ts";

export function dataAnswer(
  status: number,
  message: string,
  data: JsonValue,
): Answer {
  const timestamp = new Date().toISOString();
  return jsonAnswer(status, { success: true, message, data, timestamp });
}

export function refusalAnswer(
  code: RefusalCode,
  errors: readonly string[] = [],
): Answer {
  const [status, message] = REFUSALS[code];
  return jsonAnswer(status, toErrorBody(code, message, errors));
}

/** What a fault that was ordered answers. */
export function faultAnswer(status: number, message: string): Answer {
  const answer = jsonAnswer(status, toErrorBody("SANDBOX_FAULT", message, []));
  // RFC 6585, section 4: may tell how long to wait.
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
