/** Calls the merchant API of a relay. */
import type {
  Arguments,
  DownloadPath,
  Input,
  Item,
  ListPath,
  Method,
  PathOf,
  Result,
} from "./calls.ts";
import { KEYED_CALLS } from "./merchant-api.ts";
import { CSV_BODY, JSON_BODY, createSender } from "./send.ts";
import type { Fetch, Request, Values } from "./send.ts";

export interface ClientOptions {
  /** The relay's public URL, with its path if it has one: "https://pay.shop.example". */
  readonly relay: string;
  /**
   * An API key of the relay, such as `MALIPO_MERCHANT_KEY`. It must never reach a page or an app. Null: `fetch`
   * authenticates in another way, as the console does by its cookie.
   */
  readonly key: string | null;
  /**
   * How long to wait for the response to one try. Default 60,000: longer than a call of the relay to a provider, with a
   * new token and one retry.
   */
  readonly timeoutMs?: number;
  /**
   * How often a request is sent again, after a pause that grows. Default 2. Only requests that are safe to repeat: those
   * that read, and those with an Idempotency-Key.
   */
  readonly retries?: number;
  /** The longest pause before a request is sent again. Default 30,000. A response that asks for a longer one rejects at once. */
  readonly longestPauseMs?: number;
  /** Default: the global one. */
  readonly fetch?: Fetch;
}

/** Paths, inputs and results are those of the relay's OpenAPI document. Rejects with a `MalipoError`. */
export interface MerchantClient {
  get<P extends PathOf<"get">>(
    path: P,
    ...input: Arguments<Input<"get", P>>
  ): Promise<Result<"get", P>>;
  post<P extends PathOf<"post">>(
    path: P,
    ...input: Arguments<Input<"post", P>>
  ): Promise<Result<"post", P>>;
  patch<P extends PathOf<"patch">>(
    path: P,
    ...input: Arguments<Input<"patch", P>>
  ): Promise<Result<"patch", P>>;
  delete<P extends PathOf<"delete">>(
    path: P,
    ...input: Arguments<Input<"delete", P>>
  ): Promise<Result<"delete", P>>;
  /** All items of a list, page by page as they are asked for. `query.limit` is the size of a page. */
  list<P extends ListPath>(
    path: P,
    ...input: Arguments<Input<"get", P>>
  ): AsyncGenerator<Item<P>, void, undefined>;
  /**
   * An export as it comes, of any size. What breaks off rejects while it is read: use it only when you have read all.
   * `timeoutMs` is for its beginning alone.
   */
  download<P extends DownloadPath>(
    path: P,
    ...input: Arguments<Input<"get", P>>
  ): Promise<ReadableStream<Uint8Array>>;
  /** For paths that are not known until run time, such as a command line's. */
  call(method: Method, path: string, input?: AnyInput): Promise<unknown>;
}

/** What any input may have; the types above say which call takes what. */
export interface AnyInput {
  readonly path?: Values;
  readonly query?: Values;
  readonly body?: unknown;
  /** Left out of calls that take none. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** Whether a call takes an Idempotency-Key, and may so be repeated: `("post", "/v1/merchant/orders")`. */
export const takesIdempotencyKey = (method: string, path: string): boolean =>
  KEYED_CALLS.includes(`${method} ${path}`);

/** Throws a `TypeError` if the relay's URL or the key can't be used. Makes no request. */
export function createMerchantClient(options: ClientOptions): MerchantClient {
  const send = createSender(options);

  const toRequest = (
    method: Method,
    path: string,
    input: AnyInput,
  ): Request => {
    const { path: values = {}, query = {}, body, signal } = input;
    const keyed = takesIdempotencyKey(method, path);
    return {
      method: method.toUpperCase(),
      path,
      values,
      query,
      body,
      idempotencyKey: keyed
        ? (input.idempotencyKey ?? globalThis.crypto.randomUUID())
        : undefined,
      signal,
    };
  };

  const call = (method: Method, path: string, input: AnyInput = {}) =>
    send(toRequest(method, path, input), JSON_BODY);

  async function* list(path: string, input: AnyInput = {}) {
    let cursor: unknown;
    do {
      const query =
        cursor === undefined
          ? input.query
          : { ...input.query, cursor: cursor as string };
      const page = (await call("get", path, {
        ...input,
        ...(query === undefined ? {} : { query }),
      })) as Readonly<Record<string, unknown>>;
      const items = Object.values(page).find(Array.isArray) as
        readonly unknown[] | undefined;
      yield* items ?? [];
      cursor = page["nextCursor"];
    } while (typeof cursor === "string");
  }

  return {
    get: (path: string, input?: AnyInput) => call("get", path, input),
    post: (path: string, input?: AnyInput) => call("post", path, input),
    patch: (path: string, input?: AnyInput) => call("patch", path, input),
    delete: (path: string, input?: AnyInput) => call("delete", path, input),
    list,
    download: (path: string, input: AnyInput = {}) =>
      send(toRequest("get", path, input), CSV_BODY),
    call,
  } as MerchantClient;
}
