/** Helmet's headers for given options: they are the same for every response, so Helmet is asked once. */
import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import helmet from "helmet";
import type { HelmetOptions } from "helmet";
import type { Middleware } from "./middleware.ts";

export function helmetHeaders(options: Readonly<HelmetOptions>): Middleware {
  const headers = new Map<string, string>();
  const sample = new ServerResponse(new IncomingMessage(new Socket()));
  sample.setHeader = (name, value) => {
    headers.set(name, String(value));
    return sample;
  };
  helmet(options)(sample.req, sample, () => undefined);
  return (_req, res, next) => {
    // Set by frameworks that the relay is mounted in.
    res.removeHeader("X-Powered-By");
    for (const [name, value] of headers) res.setHeader(name, value);
    next();
  };
}
