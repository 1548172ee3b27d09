/** A stand-in for the relay, and the environment that names it. */
import type { RequestListener } from "node:http";
import { listen } from "../support/http-server.ts";
import { MERCHANT_KEY } from "../support/test-relay.ts";

export { listen };

export const envOf = (url: string) => ({
  MALIPO_PUBLIC_URL: url,
  MALIPO_MERCHANT_KEY: MERCHANT_KEY,
});

/** The environment of a relay that answers every call so, and what it was asked. */
export async function answeringWith(
  json: unknown,
  status = 200,
): Promise<{ env: ReturnType<typeof envOf>; asked: string[] }> {
  const asked: string[] = [];
  const answer: RequestListener = (req, res) => {
    asked.push(req.url ?? "");
    const problem = status < 400 ? "" : "problem+";
    res
      .writeHead(status, { "content-type": `application/${problem}json` })
      .end(JSON.stringify(json));
  };
  return { env: envOf(await listen(answer)), asked };
}
