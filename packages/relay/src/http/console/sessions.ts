/** Signing in to the console and out. Only on the admin port, and no part of the merchant API: programs use their key. */
import type { ServerResponse } from "node:http";
import { z } from "zod";
import { consoleSessionSchema } from "@malipo/protocol/merchant";
import type { ConsoleSession as ConsoleSessionJson } from "@malipo/protocol/merchant";
import {
  CONSOLE_IDLE_MS,
  CONSOLE_LONGEST_MS,
  lastMomentOf,
} from "../../domain/console-session.ts";
import { refuse } from "../../domain/errors.ts";
import {
  signIn,
  signOut,
  signOutEverywhere,
} from "../../use-cases/console/sessions.ts";
import type { SignedIn } from "../../use-cases/console/sessions.ts";
import type { HttpContext } from "../context.ts";
import { readJsonBody } from "../kit/json-body.ts";
import { sendProblem } from "../kit/problem.ts";
import { readBody } from "../kit/request.ts";
import { plainRoute } from "../kit/route.ts";
import type { Route } from "../kit/route.ts";
import { isLoopback, readSessionCookie, sessionCookie } from "./cookie.ts";
import { readOwnOrigin } from "./same-origin.ts";
import { authenticate } from "./session-check.ts";

/** Longer than any key. */
const MAX_KEY = 500;
const signInSchema = z.strictObject({ key: z.string().min(1).max(MAX_KEY) });

const INSECURE = refuse(
  "console_insecure",
  "The console would send this key unencrypted. Open it over https, or through an SSH tunnel as http://localhost.",
);

function toJson(
  { deps, version }: HttpContext,
  { session, caller }: SignedIn,
): ConsoleSessionJson {
  const { merchant, livemode, publicUrl, timeZone } = deps.settings;
  const { id, name } = caller.actor;
  return {
    key: { id, name },
    scopes: [...caller.scopes],
    livemode,
    merchantName: merchant.name,
    publicUrl,
    timeZone: timeZone.name,
    linkMirror: deps.services.linkMirror !== null,
    version,
    expiresAt: new Date(lastMomentOf(session)).toISOString(),
    idleSeconds: CONSOLE_IDLE_MS / 1000,
  };
}

function sendSession(res: ServerResponse, session: ConsoleSessionJson): void {
  const text = JSON.stringify(session);
  res.setHeader("Content-Type", "application/json; charset=utf-8");
  res.setHeader("Content-Length", Buffer.byteLength(text));
  res.end(text);
}

const EXAMPLE: ConsoleSessionJson = {
  key: { id: "key_4tBq0zJ6yYc1mXh2sVnWkQ", name: "Counter" },
  scopes: ["read", "orders"],
  livemode: false,
  merchantName: "Duka",
  publicUrl: "https://pay.shop.example",
  timeZone: "Africa/Nairobi",
  linkMirror: true,
  version: "0.1.0",
  expiresAt: "2026-11-30T18:00:00.000Z",
  idleSeconds: 1800,
};

const ONE_SESSION = {
  description: "Who is signed in, and what they may do.",
  schema: consoleSessionSchema,
  example: EXAMPLE,
};
const SIGNED_OUT = { description: "Signed out." };
const SESSION_PROBLEMS = [
  "console_signed_out",
  "console_origin_refused",
] as const;

const signOutRoute = (
  id: string,
  path: string,
  summary: string,
  end: typeof signOut,
): Route =>
  plainRoute({
    id,
    method: "DELETE",
    path,
    access: "anyone",
    summary,
    problems: SESSION_PROBLEMS,
    responses: { 204: SIGNED_OUT },
    async serve(context, { req }, res) {
      const found = await authenticate(context, req);
      if (!found.ok) {
        sendProblem(res, found);
        return;
      }
      const { session } = found.value;
      await end(context.deps, session);
      res.setHeader("Set-Cookie", sessionCookie(new URL(session.origin), null));
      // Nothing of what was shown stays in the browser.
      res.setHeader("Clear-Site-Data", '"cache"');
      res.writeHead(204).end();
    },
  });

export const CONSOLE_SESSION_ROUTES: readonly Route[] = [
  plainRoute({
    id: "signInToConsole",
    method: "POST",
    path: "/console/session",
    access: "anyone",
    limit: "consoleSignIns",
    summary: "Exchange an API key for a session",
    problems: [
      "console_origin_refused",
      "console_insecure",
      "merchant_key_invalid",
      "merchant_key_expired",
    ],
    responses: { 200: ONE_SESSION },
    async serve(context, { req }, res) {
      const origin = readOwnOrigin(req);
      if (!origin.ok) {
        sendProblem(res, origin);
        return;
      }
      const { protocol, hostname } = origin.value;
      if (protocol !== "https:" && !isLoopback(hostname)) {
        sendProblem(res, INSECURE);
        return;
      }
      const given = await readJsonBody(req, res);
      const body = given.ok ? readBody(signInSchema, given.value) : given;
      if (!body.ok) {
        sendProblem(res, body);
        return;
      }
      const signedIn = await signIn(context.deps, context.callers, {
        key: body.value.key,
        origin: origin.value.origin,
        previous: readSessionCookie(req),
      });
      if (!signedIn.ok) {
        sendProblem(res, signedIn);
        return;
      }
      const { token } = signedIn.value;
      res.setHeader(
        "Set-Cookie",
        sessionCookie(origin.value, token, CONSOLE_LONGEST_MS / 1000),
      );
      sendSession(res, toJson(context, signedIn.value));
    },
  }),
  plainRoute({
    id: "readConsoleSession",
    method: "GET",
    path: "/console/session",
    access: "anyone",
    summary: "Who is signed in",
    problems: SESSION_PROBLEMS,
    responses: { 200: ONE_SESSION },
    async serve(context, { req }, res) {
      const found = await authenticate(context, req);
      if (found.ok) sendSession(res, toJson(context, found.value));
      else sendProblem(res, found);
    },
  }),
  signOutRoute(
    "signOutOfConsole",
    "/console/session",
    "Sign out on this device",
    signOut,
  ),
  signOutRoute(
    "signOutOfConsoleEverywhere",
    "/console/sessions",
    "End all sessions of the API key, on all devices",
    signOutEverywhere,
  ),
];
