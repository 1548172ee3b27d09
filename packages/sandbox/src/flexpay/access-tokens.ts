/** The bearer tokens of FlexPay's callers: https://docs.yourflexpay.com/idaas/authentication */
import { randomBytes } from "node:crypto";
import { SignJWT, errors, jwtVerify } from "jose";
import type { Application, Directory } from "./applications.ts";

const ALG = "HS256";
const ISSUER = "flexpay-idaas-sandbox";

/** The secret is generated at every start, so tokens end with the sandbox. */
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

  /** The application of the token; `undefined` if the token is not valid. */
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
