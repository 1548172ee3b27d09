/**
 * A route is one object: its path, who may call it, its input and output, and its handler. Routing, 405, the addresses
 * that a mounted relay claims, validation, types and the OpenAPI document are derived from it.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ParsedUrlQuery } from "node:querystring";
import type { ProblemCode, Scope } from "@malipo/protocol";
import type { AuditObjectType } from "@malipo/protocol/merchant";
import type { z } from "zod";
import type { Result } from "../../domain/errors.ts";
import type { Caller } from "../../use-cases/api-keys/read-caller.ts";
import type { Access as OrderAccess } from "../../use-cases/orders/order-access.ts";
import type { AuditTrail } from "../../use-cases/shared/audit.ts";
import type { HttpContext } from "../context.ts";
import type { Middleware } from "./middleware.ts";
import type { PathParam } from "./path-params.ts";
import type { RateLimitKind } from "./rate-limit.ts";
import type { KeyRule } from "./request.ts";

export type HttpMethod = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/**
 * Who may call it, besides what the request itself proves.
 * - `anyone`
 * - `page`: pages of an allowed origin
 * - `relayToken`: the same, with the token of the order that `:id` names
 * - `merchantKey`: the merchant's backend, with an API key that has the route's `scope`
 * - `mac`, `signature`: a provider that authenticates itself; the handler verifies it
 */
export type Access =
  "anyone" | "page" | "relayToken" | "merchantKey" | "mac" | "signature";

/** The object of a change, for the audit log. `param`: names its id in the path; without it, the call creates it. */
interface AuditedObject<Name extends string = string> {
  readonly object: AuditObjectType;
  readonly param?: Name;
}

/** A route of the merchant API says which scope it needs, and, if it changes something, what. */
type MerchantPart<
  Who extends Access,
  Method extends HttpMethod,
  Path extends string,
> = Who extends "merchantKey"
  ? { readonly scope: Scope } & (Method extends "GET"
      ? { readonly audit?: never }
      : { readonly audit: AuditedObject<ParamName<Path>> })
  : { readonly scope?: never; readonly audit?: never };

type IfChange<
  Who extends Access,
  Method extends HttpMethod,
  T,
> = Who extends "merchantKey" ? (Method extends "GET" ? null : T) : null;

type QuerySchema = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/** Common to all routes. */
interface Described<Path extends string, Name extends string> {
  /** The unique `operationId`: generated clients use it as the function's name. */
  readonly id: string;
  readonly method: HttpMethod;
  /** "/v1/orders/:id". GET includes HEAD. */
  readonly path: Path;
  readonly params?: Readonly<Record<Name, PathParam>>;
  readonly summary: string;
  readonly description?: string;
  /** Limits calls per client address. */
  readonly limit?: RateLimitKind;
  /** Problem codes of the route, besides those derived from the other fields. */
  readonly problems?: readonly ProblemCode[];
  readonly scope?: Scope;
  readonly audit?: AuditedObject;
}

type ParamName<Path extends string> =
  Path extends `${string}:${infer Name}/${infer Rest}`
    ? Name | ParamName<Rest>
    : Path extends `${string}:${infer Name}`
      ? Name
      : never;

/** JSON is plain data and is never modified, so readonly values may be sent too. */
export type Wire<T> = T extends readonly (infer Item)[]
  ? readonly Wire<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Wire<T[Key]> }
    : T;

export interface JsonBody<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly example: unknown;
  /** The body may be omitted. */
  readonly optional: boolean;
  readonly read?: (body: unknown) => Result<z.output<Schema>>;
}

/** `read`: for better errors than the schema alone would give. */
export const body = <Schema extends z.ZodType>(
  schema: Schema,
  example: NoInfer<Wire<z.input<Schema>>>,
  read?: (body: unknown) => Result<z.output<Schema>>,
): JsonBody<Schema> => ({
  schema,
  example,
  optional: schema.safeParse(undefined).success,
  ...(read === undefined ? {} : { read }),
});

export interface JsonResponse<Schema extends z.ZodType = z.ZodType> {
  readonly description: string;
  readonly schema: Schema;
  readonly example: unknown;
}

export const json = <Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  example: NoInfer<Wire<z.output<Schema>>>,
): JsonResponse<Schema> => ({ description, schema, example });

export interface JsonRequest<
  Name extends string = string,
  Query = unknown,
  Body = unknown,
  Key = string | null,
  Order = OrderAccess | null,
  By = Caller | null,
  Trail = AuditTrail | null,
> {
  readonly req: IncomingMessage;
  readonly params: Readonly<Record<Name, string>>;
  readonly query: Query;
  readonly body: Body;
  /** The unparsed body. */
  readonly given: unknown;
  /** The `Idempotency-Key`; null if there is none. */
  readonly key: Key;
  /** The order that the relay token gives access to; null if the route takes none. */
  readonly access: Order;
  /** Whoever calls the merchant API; null if the route is not part of it. */
  readonly caller: By;
  /** For a change through the merchant API; null otherwise. */
  readonly audit: Trail;
}

interface JsonDefinition<
  Path extends string,
  Method extends HttpMethod,
  Who extends Access,
  Query extends QuerySchema | undefined,
  Body extends z.ZodType | undefined,
  Key extends KeyRule | undefined,
  Answer extends z.ZodType,
> extends Omit<Described<Path, ParamName<Path>>, "scope" | "audit"> {
  readonly method: Method;
  readonly access: Who;
  readonly query?: Query;
  readonly body?: JsonBody<NonNullable<Body>>;
  readonly idempotencyKey?: Key;
  /** The success response; refusals are derived from `problems`. */
  readonly responses: Readonly<Record<number, JsonResponse<Answer>>>;
  /** The version of the response: sent as `ETag`, and 304 if the client already has it. */
  readonly etag?: (value: NoInfer<Wire<z.output<Answer>>>) => string | number;
  readonly handle: (
    context: HttpContext,
    request: JsonRequest<
      ParamName<Path>,
      Query extends z.ZodType ? z.output<Query> : undefined,
      Body extends z.ZodType ? z.output<Body> : undefined,
      Key extends "required" | "unguessable"
        ? string
        : Key extends "optional"
          ? string | null
          : null,
      Who extends "relayToken" ? OrderAccess : null,
      Who extends "merchantKey" ? Caller : null,
      IfChange<Who, Method, AuditTrail>
    >,
  ) => Promise<Result<NoInfer<Wire<z.output<Answer>>>>>;
}

/** A route with its types erased, for the router and the document. */
export interface JsonRoute extends Described<string, string> {
  readonly kind: "json";
  readonly access: Access;
  readonly query?: QuerySchema;
  readonly body?: JsonBody;
  readonly idempotencyKey?: KeyRule;
  readonly responses: Readonly<Record<number, JsonResponse>>;
  etag?(value: unknown): string | number;
  handle(context: HttpContext, request: JsonRequest): Promise<Result<unknown>>;
}

/** A JSON route. `handle` must return the type of the response's schema. */
export function route<
  const Path extends string,
  const Method extends HttpMethod,
  const Who extends Access,
  Answer extends z.ZodType,
  Query extends QuerySchema | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  const Key extends KeyRule | undefined = undefined,
>(
  definition: JsonDefinition<Path, Method, Who, Query, Body, Key, Answer> &
    MerchantPart<Who, Method, Path>,
): JsonRoute {
  // The router validates the input with the same schemas that the types come from.
  return { kind: "json", ...definition } as unknown as JsonRoute;
}

/** A response of a plain route. */
export interface PlainResponse {
  readonly description: string;
  /** Content type; omitted if there is no body. Default with a schema: JSON. */
  readonly type?: string;
  readonly schema?: z.ZodType;
  readonly example?: unknown;
}

export interface PlainRequest<Name extends string = string> {
  readonly req: IncomingMessage;
  readonly params: Readonly<Record<Name, string>>;
  /** The raw query. */
  readonly query: ParsedUrlQuery;
}

interface PlainDefinition<
  Path extends string,
  Name extends string,
  Method extends HttpMethod = HttpMethod,
  Who extends Access = Access,
> extends Omit<Described<Path, Name>, "scope" | "audit"> {
  readonly method: Method;
  readonly access: Who;
  /** Described in the document; `serve` reads it. */
  readonly query?: QuerySchema;
  /** Reads the raw body, whatever its content type, even if the host's body parser failed on it. */
  readonly bytes?: { readonly example: string; readonly optional?: boolean };
  readonly responses: Readonly<Record<number, PlainResponse>>;
  /** Middleware that sets headers instead of those of JSON responses; null if `serve` sets all of them. */
  readonly headers?: Middleware | null;
  /**
   * A common path that other servers may use too: if the relay is mounted at the root of another server, the path
   * belongs to the host.
   */
  readonly commonName?: boolean;
  serve(
    context: HttpContext,
    request: PlainRequest<Name>,
    res: ServerResponse,
  ): void | Promise<void>;
}

export interface PlainRoute
  extends
    PlainDefinition<string, string>,
    Pick<Described<string, string>, "scope" | "audit"> {
  readonly kind: "plain";
}

/** A page, file, stream or callback: `serve` writes the response. */
export function plainRoute<
  const Path extends string,
  const Method extends HttpMethod,
  const Who extends Access,
>(
  definition: PlainDefinition<Path, ParamName<Path>, Method, Who> &
    MerchantPart<Who, Method, Path>,
): PlainRoute {
  return { kind: "plain", ...definition };
}

export type Route = JsonRoute | PlainRoute;

/** What a browser may open; the rest is called by programs. */
export const isForPeople = (route: Route): boolean =>
  route.kind === "plain" &&
  route.access === "anyone" &&
  route.bytes === undefined;

/** Routes under one tag of the document. */
export interface RouteGroup {
  readonly tag: string;
  readonly description: string;
  readonly routes: readonly Route[];
}
