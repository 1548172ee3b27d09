/**
 * A route of the relay is one object: where it is, who may call it, what goes in and comes out, and what it does.
 * Routing, 405, the addresses that a mounted relay claims, validation, types and the OpenAPI document all come from it.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ParsedUrlQuery } from "node:querystring";
import type { ProblemCode } from "@malipo/protocol";
import type { z } from "zod";
import type { Result } from "../../domain/errors.ts";
import type { Access as OrderAccess } from "../../use-cases/orders/order-access.ts";
import type { HttpContext } from "../context.ts";
import type { Middleware } from "./middleware.ts";
import type { PathParam } from "./path-params.ts";
import type { RateLimitKind } from "./rate-limit.ts";
import type { KeyRule } from "./request.ts";

export type HttpMethod = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

/**
 * Who may call it, beside what the call itself proves.
 * - `anyone`
 * - `page`: pages of an allowed origin
 * - `relayToken`: the same, with the token of the order that `:id` names
 * - `merchantKey`: the merchant's backend
 * - `mac`, `signature`: a provider that proves itself; the handler checks
 */
export type Access =
  "anyone" | "page" | "relayToken" | "merchantKey" | "mac" | "signature";

type QuerySchema = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/** What every route says. */
interface Described<Path extends string, Name extends string> {
  /** The `operationId`, unique: clients name their functions after it. */
  readonly id: string;
  readonly method: HttpMethod;
  /** "/v1/orders/:id". HEAD goes with GET. */
  readonly path: Path;
  readonly params?: Readonly<Record<Name, PathParam>>;
  readonly summary: string;
  readonly description?: string;
  /** Bounds calls per client address. */
  readonly limit?: RateLimitKind;
  /** Every `code` it may refuse with, besides those that follow from the other fields. */
  readonly problems?: readonly ProblemCode[];
}

type ParamName<Path extends string> =
  Path extends `${string}:${infer Name}/${infer Rest}`
    ? Name | ParamName<Rest>
    : Path extends `${string}:${infer Name}`
      ? Name
      : never;

/** JSON comes without functions and is never changed, so what is read-only may be sent as well. */
export type Wire<T> = T extends readonly (infer Item)[]
  ? readonly Wire<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Wire<T[Key]> }
    : T;

export interface JsonBody<Schema extends z.ZodType = z.ZodType> {
  readonly schema: Schema;
  readonly example: unknown;
  /** The body may be left out. */
  readonly optional: boolean;
  readonly read?: (body: unknown) => Result<z.output<Schema>>;
}

/** `read`: where a schema alone would say too little of what is wrong. */
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
> {
  readonly req: IncomingMessage;
  readonly params: Readonly<Record<Name, string>>;
  readonly query: Query;
  readonly body: Body;
  /** The body as it came. */
  readonly given: unknown;
  /** The `Idempotency-Key`; null where there is none. */
  readonly key: Key;
  /** What the relay token opens; null where the route takes none. */
  readonly access: Order;
}

interface JsonDefinition<
  Path extends string,
  Who extends Access,
  Query extends QuerySchema | undefined,
  Body extends z.ZodType | undefined,
  Key extends KeyRule | undefined,
  Answer extends z.ZodType,
> extends Described<Path, ParamName<Path>> {
  readonly access: Who;
  readonly query?: Query;
  readonly body?: JsonBody<NonNullable<Body>>;
  readonly idempotencyKey?: Key;
  /** The one that a success has; refusals follow from `problems`. */
  readonly responses: Readonly<Record<number, JsonResponse<Answer>>>;
  /** Names the version of what is sent: `ETag`, and 304 for who has it already. */
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
      Who extends "relayToken" ? OrderAccess : null
    >,
  ) => Promise<Result<NoInfer<Wire<z.output<Answer>>>>>;
}

/** A route as the router and the document see it. */
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

/** JSON in, JSON out. What `handle` returns must have the type of the response's schema. */
export function route<
  const Path extends string,
  const Who extends Access,
  Answer extends z.ZodType,
  Query extends QuerySchema | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  const Key extends KeyRule | undefined = undefined,
>(definition: JsonDefinition<Path, Who, Query, Body, Key, Answer>): JsonRoute {
  // What the router hands to `handle` has gone through the very schemas that its types come from.
  return { kind: "json", ...definition } as unknown as JsonRoute;
}

/** Of a route that writes its response itself. */
export interface PlainResponse {
  readonly description: string;
  /** Content type; none where there is no body. Default with a schema: JSON. */
  readonly type?: string;
  readonly schema?: z.ZodType;
  readonly example?: unknown;
}

export interface PlainRequest<Name extends string = string> {
  readonly req: IncomingMessage;
  readonly params: Readonly<Record<Name, string>>;
  /** As it came. */
  readonly query: ParsedUrlQuery;
}

interface PlainDefinition<
  Path extends string,
  Name extends string,
> extends Described<Path, Name> {
  readonly access: Access;
  /** It reads its body as bytes, whatever the content type, also where a body parser of the relay's host choked on it. */
  readonly bytes?: { readonly example: string; readonly optional?: boolean };
  readonly responses: Readonly<Record<number, PlainResponse>>;
  /** Sets its headers instead of those of JSON responses; null where `serve` sets all of them. */
  readonly headers?: Middleware | null;
  /** A name that any server may have: where the relay shares the root of somebody's origin, it is the host's. */
  readonly commonName?: boolean;
  serve(
    context: HttpContext,
    request: PlainRequest<Name>,
    res: ServerResponse,
  ): void | Promise<void>;
}

export interface PlainRoute extends PlainDefinition<string, string> {
  readonly kind: "plain";
}

/** Pages, files, streams and callbacks: `serve` writes the response. */
export function plainRoute<const Path extends string>(
  definition: PlainDefinition<Path, ParamName<Path>>,
): PlainRoute {
  return { kind: "plain", ...definition };
}

export type Route = JsonRoute | PlainRoute;

/** Routes under one heading of the document. */
export interface RouteGroup {
  readonly tag: string;
  readonly description: string;
  readonly routes: readonly Route[];
}
