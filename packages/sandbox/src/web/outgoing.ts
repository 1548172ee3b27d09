/** Posts to the merchant, with a time-out and without following redirects. Errors are safe to show. */
const TIMEOUT_MS = 10_000;

export interface PostResult {
  readonly status: number | null;
  readonly error: string | null;
}

export async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  stopped: AbortSignal,
): Promise<PostResult> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
      signal: AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    await response.body?.cancel();
    return { status: response.status, error: null };
  } catch (error) {
    return { status: null, error: describe(error) };
  }
}

export function isDelivered({ status }: PostResult): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** Prefers the system's error code: messages may contain the URL with its secret. */
function describe(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return "failed";
  return "code" in cause && typeof cause.code === "string"
    ? cause.code
    : cause.name;
}
