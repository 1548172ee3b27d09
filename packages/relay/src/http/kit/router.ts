/** Serves routes from their definitions, on plain `node:http`. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { parse } from "node:querystring";
import { NOT_FOUND, mapResult, ok, refuse } from "../../domain/errors.ts";
import type { Result } from "../../domain/errors.ts";
import { parseTraceparent } from "../../domain/traceparent.ts";
import { audited } from "../../use-cases/shared/audit.ts";
import type { HttpContext } from "../context.ts";
import { auditedCall } from "../merchant/audited-call.ts";
import { requireOrder } from "../shopper/access.ts";
import { isApiPath, isMerchantPath } from "./addresses.ts";
import type { Addresses, Found, Endpoint } from "./addresses.ts";
import { isKnownVersion } from "./etag.ts";
import type { Middleware } from "./middleware.ts";
import { readJsonBody, sendError } from "./json-body.ts";
import { sendNotFound } from "./pass-on.ts";
import { sendProblem } from "./problem.ts";
import type { RateLimitKind } from "./rate-limit.ts";
import { callerOf, noteTrace } from "./request-context.ts";
import { readBody, readIdempotencyKey } from "./request.ts";
import { isForPeople } from "./route.ts";
import type { JsonRequest, JsonRoute, Route } from "./route.ts";

/** Middleware that route definitions can require. */
export interface Middlewares {
  /** Default headers, for responses that don't set their own. */
  readonly headers: Middleware;
  /** Refusals as pages, for people who open this path in a browser. */
  readonly readable: (path: string) => Middleware;
  /** CORS, and the check of the page's origin. */
  readonly page: Middleware;
  readonly merchantKey: Middleware;
  /** Behind `merchantKey`. */
  readonly scope: (
    route: Route,
    params: Readonly<Record<string, string>>,
  ) => Middleware;
  readonly limit: (kind: RateLimitKind) => Middleware;
}

/** `url`: the path under the relay's base path, with its query. */
export type Serve = (
  req: IncomingMessage,
  res: ServerResponse,
  url: string,
) => void;

export function createRouter(
  addresses: Addresses,
  context: HttpContext,
  middlewares: Middlewares,
): Serve {
  const { log } = context.deps;
  const prepared = new Map(
    addresses.endpoints.map((endpoint) => [
      endpoint,
      {
        other: middlewaresOf(endpoint, undefined, middlewares),
        byMethod: new Map(
          [...endpoint.routes].map(([method, route]) => [
            method,
            middlewaresOf(endpoint, route, middlewares),
          ]),
        ),
      },
    ]),
  );
  const unknownToMerchant = [middlewares.headers, middlewares.merchantKey];

  return (req, res, url) => {
    const [path = "/", search = ""] = splitOnce(url, "?");
    const found = addresses.find(path);
    if (found === undefined) {
      const before = isMerchantPath(path)
        ? unknownToMerchant
        : unknownTo(path, middlewares);
      runMiddlewares(before, req, res, () => {
        sendNotFound(res);
      });
      return;
    }
    const { method = "" } = req;
    const { endpoint } = found;
    const byRoute = prepared.get(endpoint);
    const route = endpoint.routes.get(method);
    const before = byRoute?.byMethod.get(method) ?? byRoute?.other ?? [];
    runMiddlewares(
      route?.scope === undefined
        ? before
        : [...before, middlewares.scope(route, found.params)],
      req,
      res,
      () => {
        if (route === undefined) {
          refuseMethod(res, endpoint.allow);
          return;
        }
        run(route, context, req, res, found, search).catch((error: unknown) => {
          sendError(log, error, res);
        });
      },
    );
  };
}

/** 405 comes after the middleware too, so that it reveals nothing to unauthorized callers. */
function middlewaresOf(
  { isForPages, path, routes }: Endpoint,
  route: Route | undefined,
  { headers, readable, page, merchantKey, limit }: Middlewares,
): readonly Middleware[] {
  const [first] = routes.values();
  const ofRoute = route?.kind === "plain" ? route.headers : undefined;
  return [
    ...(ofRoute === null ? [] : [ofRoute ?? headers]),
    ...(first !== undefined && isForPeople(first) ? [readable(path)] : []),
    ...(isForPages ? [page] : []),
    ...(first?.access === "merchantKey" ? [merchantKey] : []),
    ...(route?.limit === undefined ? [] : [limit(route.limit)]),
  ];
}

const unknownTo = (
  path: string,
  { headers, readable }: Middlewares,
): readonly Middleware[] =>
  isApiPath(path) ? [headers] : [headers, readable(path)];

function runMiddlewares(
  middlewares: readonly Middleware[],
  req: IncomingMessage,
  res: ServerResponse,
  done: () => void,
  from = 0,
): void {
  const middleware = middlewares[from];
  if (middleware === undefined) done();
  else
    middleware(req, res, () => {
      runMiddlewares(middlewares, req, res, done, from + 1);
    });
}

async function run(
  route: Route,
  context: HttpContext,
  req: IncomingMessage,
  res: ServerResponse,
  { params }: Found,
  search: string,
): Promise<void> {
  if (route.kind === "plain") {
    if (matchesParams(route, params))
      await route.serve(context, { req, params, query: parse(search) }, res);
    else sendNotFound(res);
    return;
  }
  const request = await readRequest(route, context, req, res, params, search);
  const result = request.ok
    ? await handle(route, context, request.value, res)
    : request;
  if (!result.ok) sendProblem(res, result);
  else sendJson(route, req, res, result.value);
}

/** Reading is not worth a span: pages do it all the time. */
function handle(
  route: JsonRoute,
  context: HttpContext,
  request: JsonRequest,
  res: ServerResponse,
): Promise<Result<unknown>> {
  if (route.method === "GET") return route.handle(context, request);
  const { tracing } = context.deps;
  const { traceparent, tracestate } = request.req.headers;
  return tracing.request(route.id, { traceparent, tracestate }, () => {
    noteTrace(res, parseTraceparent(tracing.current().trace)?.traceId);
    return change(route, context, request, res);
  });
}

/** A change through the merchant API leaves an entry in the audit log, whatever comes of it. */
function change(
  route: JsonRoute,
  context: HttpContext,
  request: JsonRequest,
  res: ServerResponse,
): Promise<Result<unknown>> {
  const { caller, params } = request;
  const call = caller === null ? null : auditedCall(route, caller, params, res);
  return call === null
    ? route.handle(context, request)
    : audited(context.deps, call, (audit) =>
        route.handle(context, { ...request, audit }),
      );
}

const matchesParams = (
  { params }: Route,
  given: Readonly<Record<string, string>>,
): boolean =>
  Object.entries(params ?? {}).every(([name, { pattern }]) =>
    pattern.test(given[name] ?? ""),
  );

/** Checks the caller first, then the path, then the input: an unauthorized body is not even read. */
async function readRequest(
  route: JsonRoute,
  context: HttpContext,
  req: IncomingMessage,
  res: ServerResponse,
  params: Readonly<Record<string, string>>,
  search: string,
): Promise<Result<JsonRequest>> {
  const access =
    route.access === "relayToken"
      ? await requireOrder(context.deps, params["id"] ?? "", req)
      : ok(null);
  if (!access.ok) return access;
  if (!matchesParams(route, params)) return NOT_FOUND;
  const key =
    route.idempotencyKey === undefined
      ? ok(null)
      : readIdempotencyKey(req, route.idempotencyKey);
  if (!key.ok) return key;
  const query =
    route.query === undefined
      ? ok(undefined)
      : readBody(route.query, parse(search));
  if (!query.ok) return query;
  const body = await readRouteBody(route, req, res);
  if (!body.ok) return body;
  return ok({
    req,
    params,
    query: query.value,
    body: body.value.body,
    given: body.value.given,
    key: key.value,
    access: access.value,
    caller: route.access === "merchantKey" ? callerOf(res) : null,
    audit: null,
  });
}

async function readRouteBody(
  { body }: JsonRoute,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<Result<Pick<JsonRequest, "body" | "given">>> {
  if (body === undefined) return ok({ body: undefined, given: undefined });
  const given = await readJsonBody(req, res);
  if (!given.ok) return given;
  return mapResult(
    body.read === undefined
      ? readBody(body.schema, given.value)
      : body.read(given.value),
    (value) => ({ body: value, given: given.value }),
  );
}

function sendJson(
  route: JsonRoute,
  req: IncomingMessage,
  res: ServerResponse,
  value: unknown,
): void {
  const [status = "200"] = Object.keys(route.responses);
  if (route.etag === undefined) res.setHeader("Cache-Control", "no-store");
  else {
    const etag = `"${route.etag(value)}"`;
    res.setHeader("ETag", etag);
    res.setHeader("Cache-Control", "private, no-cache");
    if (isKnownVersion(req.headers["if-none-match"], etag)) {
      res.statusCode = 304;
      res.end();
      return;
    }
  }
  const text = JSON.stringify(value);
  res.statusCode = Number(status);
  res.setHeader("Content-Type", "application/json; charset=utf-8");
  res.setHeader("Content-Length", Buffer.byteLength(text));
  res.end(text);
}

/** RFC 9110, section 15.5.6. */
function refuseMethod(res: ServerResponse, allow: string): void {
  res.setHeader("Allow", allow);
  sendProblem(
    res,
    refuse("method_not_allowed", `This address supports only ${allow}.`),
  );
}

function splitOnce(text: string, sign: string): readonly string[] {
  const at = text.indexOf(sign);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
