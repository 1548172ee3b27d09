/** POST /v1/auth/token and the bearer tokens it gives: https://docs.yourflexpay.com/idaas/authentication */
import { randomBytes } from "node:crypto";
import { SignJWT, errors, jwtVerify } from "jose";
import { z } from "zod";
import type { Application, Directory } from "./applications.ts";
import type { PublicHandler } from "./endpoint.ts";
import { dataAnswer, refusalAnswer } from "./envelope.ts";
import { readBody } from "./read-body.ts";

const ALG = "HS256";
const ISSUER = "flexpay-idaas-sandbox";

/** Made with a new secret at every start, so tokens end with the sandbox. */
export class AccessTokens {
  readonly #secret = randomBytes(32);
  readonly #directory: Directory;
  readonly #lifeSeconds: number;

  constructor(directory: Directory, lifeSeconds: number) {
    this.#directory = directory;
    this.#lifeSeconds = lifeSeconds;
  }

  async issue({ id }: Application): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: ALG, typ: "JWT" })
      .setIssuer(ISSUER)
      .setSubject(id)
      .setIssuedAt(now)
      .setExpirationTime(now + this.#lifeSeconds)
      .sign(this.#secret);
  }

  /** The application that the token was given to; `undefined` when the token is not good. */
  async verify(token: string): Promise<Application | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.#secret, {
        algorithms: [ALG],
        issuer: ISSUER,
        requiredClaims: ["exp"],
      });
      return this.#directory.applications.find(({ id }) => id === payload.sub);
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  }
}

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
    if (client === undefined) return refusalAnswer("INVALID_CREDENTIALS");
    const token = await tokens.issue(client);
    return {
      ...dataAnswer(200, "Token issued", { token, expiresIn }),
      headers: { "Cache-Control": "no-store" },
    };
  };
}
