/** Decrypts request bodies with `Content-Encryption: JWE`: https://docs.yourflexpay.com/idaas/encryption */
import type { RequestHandler } from "express";
import express from "express";
import { errors } from "jose";
import { sendResponse } from "../web/response.ts";
import { MAX_BODY_BYTES } from "../web/client-error.ts";
import type { RequestKey } from "./encryption.ts";
import { refusalResponse } from "./envelope.ts";

/** Responds with 400 if decryption fails; the caller should then fetch the key again. */
export function openEncryptedBodies(key: RequestKey): RequestHandler[] {
  const readText = express.text({
    type: ({ headers }) =>
      /^jwe$/i.test(String(headers["content-encryption"] ?? "")),
    limit: MAX_BODY_BYTES,
  });
  const open: RequestHandler = async (request, response, next) => {
    const body: unknown = request.body;
    if (typeof body !== "string") {
      next();
      return;
    }
    try {
      request.body = JSON.parse(await key.decrypt(body)) as unknown;
    } catch (error) {
      if (!(error instanceof errors.JOSEError || error instanceof SyntaxError))
        throw error;
      const errorLine = "The body cannot be decrypted.";
      sendResponse(response, refusalResponse("MALFORMED_REQUEST", [errorLine]));
      return;
    }
    next();
  };
  return [readText, open];
}
