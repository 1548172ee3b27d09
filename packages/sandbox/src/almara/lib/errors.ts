/** The provider's error body and the messages its validation gives. */
import { randomUUID } from "node:crypto";
import type { ZodError } from "zod";
import { toProviderTime } from "./ids.ts";
import type { JsonObject } from "../../web/json-text.ts";
import type { ApiResponse } from "../../web/response.ts";
import { jsonResponse } from "../../web/response.ts";

/** What Almara's samples call "LIVE". */
export const APP_DOMAIN_NAME = "SANDBOX";

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly originatorConversationId?: string | undefined;
  readonly errors?: readonly FieldError[];
  readonly reason?: string;
}

/** An answer with the documented error body. */
export function errorResponse(
  status: number,
  details: ErrorDetails,
): ApiResponse {
  return jsonResponse(status, toErrorBody(status, details));
}

function toErrorBody(
  status: number,
  { originatorConversationId, errors, reason }: ErrorDetails,
): JsonObject {
  return {
    appDomainName: APP_DOMAIN_NAME,
    status,
    timestamp: toProviderTime(new Date()),
    systemConversationId: randomUUID(),
    originatorConversationId,
    errors: errors?.map(({ field, message }) => ({ field, message })),
    reason,
  };
}

/** The answer of the check-status calls to an id they do not know. */
export function notFoundResponse(id: string, idType: string): ApiResponse {
  const message = `No record was found for ${idType} ${id}.`;
  return jsonResponse(404, { id, idType, message });
}

export function duplicateResponse(
  originatorConversationId: string,
): ApiResponse {
  return errorResponse(400, {
    originatorConversationId,
    errors: [
      {
        field: "OriginatorConversationId",
        message: `duplicate originator conversation id ${originatorConversationId}`,
      },
    ],
  });
}

/** One error per field, the first; a field that is missing, null or empty is reported as required. */
export function toFieldErrors(error: ZodError, input: unknown): FieldError[] {
  const byField = new Map<string, FieldError>();
  for (const { path, message } of error.issues) {
    const field = toFieldName(path);
    if (byField.has(field)) continue;
    const value = path.reduce<unknown>(readMember, input);
    const missing = value === undefined || value === null || value === "";
    byField.set(field, {
      field,
      message: missing ? requiredMessage(field) : message,
    });
  }
  return [...byField.values()];
}

export function requiredMessage(field: string): string {
  return `The ${field} field is required.`;
}

function toFieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (name, part) =>
      typeof part === "number"
        ? `${name}[${part}]`
        : name + (name === "" ? "" : ".") + String(part),
    "",
  );
}

function readMember(value: unknown, name: PropertyKey): unknown {
  return typeof value === "object" && value !== null
    ? Reflect.get(value, name)
    : undefined;
}
