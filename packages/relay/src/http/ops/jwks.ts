/** `GET /.well-known/jwks.json`: the public keys of relay tokens (RFC 7517). */
import type { ServerResponse } from "node:http";
import type { RelayTokens } from "../../ports/tokens.ts";

/** Much shorter than the time between publishing a key and signing with it. */
const MAX_AGE_SECONDS = 300;

export async function sendJwks(
  tokens: Pick<RelayTokens, "publicKeys">,
  res: ServerResponse,
): Promise<void> {
  const body = JSON.stringify(await tokens.publicKeys());
  res.writeHead(200, {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": `public, max-age=${MAX_AGE_SECONDS}`,
    "Access-Control-Allow-Origin": "*",
  });
  res.end(body);
}
