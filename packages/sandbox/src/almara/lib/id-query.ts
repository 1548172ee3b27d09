/** Reads ids from the query string of look-up calls. */
import type { Request } from "express";
import type { Records } from "./records.ts";
import type { ApiResponse } from "../../web/response.ts";
import type { FieldError } from "./errors.ts";
import { errorResponse, requiredMessage } from "./errors.ts";
import { readQuery } from "./fields.ts";

/** The two id types of look-ups, by name or by the provider's numbers. */
const ID_TYPES = [
  { number: "0", word: "SystemConversationId" },
  { number: "1", word: "OriginatorConversationId" },
] as const;

export type IdType = (typeof ID_TYPES)[number];

export type IdQuery =
  | { readonly ok: true; readonly id: string; readonly idType: IdType }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

export function readIdQuery(request: Request): IdQuery {
  const id = readQuery(request, "Id");
  const idTypeText = readQuery(request, "IdType");
  const idType = ID_TYPES.find(
    ({ number, word }) =>
      idTypeText === number || idTypeText?.toLowerCase() === word.toLowerCase(),
  );
  if (id !== undefined && idType !== undefined) return { ok: true, id, idType };
  const errors: FieldError[] = [];
  if (idTypeText === undefined)
    errors.push({ field: "IdType", message: requiredMessage("IdType") });
  else if (idType === undefined)
    errors.push({
      field: "IdType",
      message: `The value '${idTypeText}' is not valid for IdType.`,
    });
  if (id === undefined)
    errors.push({ field: "Id", message: requiredMessage("Id") });
  return { ok: false, errors };
}

/** For calls with only one id type. */
export function readOriginatorId(
  request: Request,
):
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly answer: ApiResponse } {
  const field = "OriginatorConversationId";
  const id = readQuery(request, field);
  if (id !== undefined) return { ok: true, id };
  const errors = [{ field, message: requiredMessage(field) }];
  return { ok: false, answer: errorResponse(400, { errors }) };
}

export function findById<
  Item extends {
    readonly originatorConversationId: string;
    readonly conversationId: string;
  },
>(records: Records<Item>, id: string, idType: IdType): Item | undefined {
  return idType.word === "OriginatorConversationId"
    ? records.get(id)
    : records.find(({ conversationId }) => conversationId === id.toLowerCase());
}
