/** Some routes alone, without the rest of a relay. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { HttpContext } from "../../src/http/context.ts";
import { createAddresses } from "../../src/http/kit/addresses.ts";
import type { Middleware } from "../../src/http/kit/middleware.ts";
import { createRouter } from "../../src/http/kit/router.ts";
import type { Route } from "../../src/http/kit/route.ts";

/** Whatever these routes need of the context. */
export type PartOfContext = {
  readonly [Key in keyof HttpContext]?: Partial<HttpContext[Key]>;
};

const open: Middleware = (_req, _res, next) => {
  next();
};

export function serveRoutes(
  routes: readonly Route[],
  context: PartOfContext,
): (req: IncomingMessage, res: ServerResponse) => void {
  const serve = createRouter(
    createAddresses(routes),
    { deps: {}, ...context } as HttpContext,
    {
      headers: open,
      readable: () => open,
      page: open,
      merchantKey: open,
      scope: () => open,
      limit: () => open,
    },
  );
  return (req, res) => {
    serve(req, res, req.url ?? "/");
  };
}
