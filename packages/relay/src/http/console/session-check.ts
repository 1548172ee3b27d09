/** Takes the place of the API key's check on the admin port: who calls the merchant API is whoever is signed in. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Result } from "../../domain/errors.ts";
import { SIGNED_OUT, readSession } from "../../use-cases/console/sessions.ts";
import type { SignedIn } from "../../use-cases/console/sessions.ts";
import type { HttpContext } from "../context.ts";
import { sendError } from "../kit/json-body.ts";
import type { Middleware } from "../kit/middleware.ts";
import { sendProblem } from "../kit/problem.ts";
import { noteCaller } from "../kit/request-context.ts";
import { readSessionCookie } from "./cookie.ts";
import { checkOrigin } from "./same-origin.ts";

/** Sent with what a page does by itself, such as looking for news: it must not keep a session alive. */
const BACKGROUND = "malipo-background";

export type SessionContext = Pick<HttpContext, "deps" | "callers">;

/** The session of the console's own page, or why there is none. */
export async function authenticate(
  { deps, callers }: SessionContext,
  req: IncomingMessage,
): Promise<Result<SignedIn>> {
  const token = readSessionCookie(req);
  if (token === null) return SIGNED_OUT;
  const isPerson = req.headers[BACKGROUND] === undefined;
  const found = await readSession(deps, callers, token, isPerson);
  if (!found.ok) return found;
  const allowed = checkOrigin(req, found.value.session.origin);
  return allowed.ok ? found : allowed;
}

/** `countRefusal`: limits the load of guessing. */
export const requireSession =
  (context: SessionContext, countRefusal: Middleware): Middleware =>
  (req: IncomingMessage, res: ServerResponse, next: () => void) => {
    authenticate(context, req).then(
      (found) => {
        if (found.ok) {
          noteCaller(res, found.value.caller);
          next();
        } else
          countRefusal(req, res, () => {
            sendProblem(res, found);
          });
      },
      (error: unknown) => {
        sendError(context.deps.log, error, res);
      },
    );
  };
