/** POST /v1/auth/token: https://docs.yourflexpay.com/idaas/authentication */
import { z } from "zod";
import type { AccessTokens } from "./access-tokens.ts";
import type { Directory } from "./applications.ts";
import type { PublicHandler } from "./endpoint.ts";
import { dataResponse, refusalResponse } from "./envelope.ts";
import { readBody } from "./read-body.ts";

const credentials = z.object({
  client_id: z.string().min(1).max(200),
  client_secret: z.string().min(1).max(200),
});

export function tokenHandler(
  directory: Directory,
  tokens: AccessTokens,
  expiresIn: number,
): PublicHandler {
  return async (request) => {
    const read = readBody(request, credentials);
    if (!read.ok) return read.answer;
    const { client_id, client_secret } = read.fields;
    const client = directory.applications.find(
      ({ clientId, clientSecret }) =>
        clientId === client_id && clientSecret === client_secret,
    );
    if (client === undefined) return refusalResponse("INVALID_CREDENTIALS");
    const token = await tokens.issue(client);
    return {
      ...dataResponse(200, "Token issued", { token, expiresIn }),
      headers: { "Cache-Control": "no-store" },
    };
  };
}
