/** Helmet's headers for given options: they are the same for every response, so Helmet is asked once. */
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet from "helmet";
import type { HelmetOptions } from "helmet";
import type { Middleware } from "./middleware.ts";

export function helmetHeaders(options: Readonly<HelmetOptions>): Middleware {
  const sample = new ServerResponse(new IncomingMessage(new Socket()));
  helmet(options)(sample.req, sample, () => undefined);
  const headers = Object.entries(sample.getHeaders()).map(
    ([name, value]) => [name, String(value)] as const,
  );
  return (_req, res, next) => {
    // Set by frameworks that the relay is mounted in.
    res.removeHeader("X-Powered-By");
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}
