/** A step before a route, for Express and for bare `node:http` alike: it answers by itself or calls `next`. */
import type { IncomingMessage, ServerResponse } from "node:http";

export type Middleware = (
  req: IncomingMessage,
  res: ServerResponse,
  next: () => void,
) => void;
