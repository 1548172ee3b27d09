/** A step before a route, for Express and plain `node:http`: it sends a response or calls `next`. */
import type { IncomingMessage, ServerResponse } from "node:http";

export type Middleware = (
  req: IncomingMessage,
  res: ServerResponse,
  next: () => void,
) => void;
