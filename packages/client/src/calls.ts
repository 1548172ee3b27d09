/** The calls of the merchant API as types: which paths there are, what they take, what they return. */
import type { paths } from "./merchant-api.ts";

export type Method = "get" | "post" | "patch" | "delete";

/** The paths that have this method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends { readonly responses: object }
    ? P
    : never;
}[keyof paths];

/** The paths of lists in pages. */
export type ListPath = {
  [P in PathOf<"get">]: Result<"get", P> extends {
    readonly nextCursor: string | null;
  }
    ? P
    : never;
}[PathOf<"get">];

/** The paths of exports. */
export type DownloadPath = Extract<PathOf<"get">, `${string}.csv`>;

type Json<T> = T extends {
  readonly content: { readonly "application/json": infer Body };
}
  ? Body
  : never;

type Responses<M extends Method, P extends PathOf<M>> = paths[P][M] extends {
  readonly responses: infer R;
}
  ? R
  : never;

/** The body of the successful response. */
export type Result<M extends Method, P extends PathOf<M>> = Json<
  Responses<M, P>[keyof Responses<M, P> & (200 | 201)]
>;

/** An item of a list. */
export type Item<P extends ListPath> = {
  [K in keyof Result<"get", P>]: Result<
    "get",
    P
  >[K] extends readonly (infer T)[]
    ? T
    : never;
}[keyof Result<"get", P>];

type Parameters<M extends Method, P extends PathOf<M>> = paths[P][M] extends {
  readonly parameters: infer All;
}
  ? All
  : never;

/** `{ path }` where the path has placeholders. */
type InPath<T> = T extends { readonly path: infer Values }
  ? { readonly path: Values }
  : object;

/** `{ query? }` where the call has a query. */
type InQuery<T> = T extends { readonly query?: infer Values }
  ? [NonNullable<Values>] extends [never]
    ? object
    : { readonly query?: Values }
  : object;

/** `{ body }`, or `{ body? }` where the relay takes the call without one. */
type InBody<T> = T extends { readonly requestBody: infer Body }
  ? { readonly body: Json<Body> }
  : T extends { readonly requestBody?: infer Body }
    ? [NonNullable<Body>] extends [never]
      ? object
      : { readonly body?: Json<NonNullable<Body>> }
    : object;

/** `{ idempotencyKey? }` where the call takes one. */
type InKey<T> = T extends { readonly header?: infer Headers }
  ? [NonNullable<Headers>] extends [never]
    ? object
    : {
        /**
         * The same for every repetition of the same intent, also after a restart of your program: an id of your own,
         * such as the cart's. 1 to 255 visible ASCII characters. Default: a new one for each call, which covers its own
         * retries.
         */
        readonly idempotencyKey?: string;
      }
  : object;

export interface CallOptions {
  /** Ends the call; it rejects with the signal's reason. What was sent may still take effect. */
  readonly signal?: AbortSignal;
}

/** What a call takes. */
export type Input<M extends Method, P extends PathOf<M>> = InPath<
  Parameters<M, P>
> &
  InQuery<Parameters<M, P>> &
  InBody<paths[P][M]> &
  InKey<Parameters<M, P>> &
  CallOptions;

/** The input may be left out where nothing in it is required. */
export type Arguments<T> = object extends T ? [input?: T] : [input: T];
