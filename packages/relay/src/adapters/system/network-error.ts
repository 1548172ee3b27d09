/**
 * Describes network errors in helpful words, using codes and classes of errors only: messages may repeat the request.
 */

/** `fetch` wraps the system's error, so its code may be several causes deep. */
const DEEPEST = 5;

/** https://nodejs.org/api/errors.html#common-system-errors and undici's own codes. */
const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: "host not found",
  EAI_AGAIN: "the host name can't be resolved: is there a network?",
  ECONNREFUSED: "nothing is listening there",
  ECONNRESET: "the connection was closed",
  ECONNABORTED: "the connection was closed",
  EPIPE: "the connection was closed",
  UND_ERR_SOCKET: "the connection was closed",
  EHOSTUNREACH: "the host is unreachable from this machine",
  ENETUNREACH: "the host is unreachable from this machine",
  EADDRNOTAVAIL: "the host is unreachable from this machine",
  EACCES: "this machine does not allow the connection",
  PRIVATE_ADDRESS:
    "its address is private: if you mean to call it, add the host to MALIPO_PRIVATE_HOSTS",
  EPROTO: "no TLS on this port: is it http, or another port?",
};

const TIMEOUTS: ReadonlySet<string> = new Set([
  "ETIMEDOUT",
  "ERR_SOCKET_CONNECTION_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

/** X.509 errors: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const CERTIFICATE =
  /CERT|^CRL_|_CRL|^INVALID_(?:CA|PURPOSE)$|^PATH_LENGTH_EXCEEDED$|^UNABLE_TO_VERIFY_LEAF_SIGNATURE$|^HOSTNAME_MISMATCH$/;

/** Requests that `fetch` refuses have no code, only messages of the Fetch standard. */
const REFUSED_BY_FETCH: Readonly<Record<string, string>> = {
  "bad port": "the Fetch standard blocks this port",
  "unexpected redirect": "it responds with a redirect",
};

/** The system's or undici's code; undefined if there is none. */
export function networkErrorCode(error: unknown): string | undefined {
  return causes(error)
    .map((each) => ("code" in each ? each.code : undefined))
    .find((code) => typeof code === "string");
}

/** "nothing is listening there (ECONNREFUSED)". */
export function describeNetworkError(error: unknown): string {
  const code = networkErrorCode(error);
  if (
    causes(error).some(({ name }) => name === "TimeoutError") ||
    (code !== undefined && TIMEOUTS.has(code))
  )
    return code === undefined
      ? "no response in time"
      : `no response in time (${code})`;
  if (causes(error).some(({ name }) => name === "HTTPParserError"))
    return `the response is not HTTP${code === undefined ? "" : ` (${code})`}`;
  if (code !== undefined) return `${wordsOf(code)} (${code})`;
  const refused = causes(error)
    .map(({ message }) => REFUSED_BY_FETCH[message])
    .find((words) => words !== undefined);
  return refused ?? "no connection";
}

function wordsOf(code: string): string {
  if (CERTIFICATE.test(code)) return "its certificate is not trusted";
  if (code.startsWith("ERR_SSL_")) return WORDS["EPROTO"] ?? "no connection";
  if (code.startsWith("HPE_")) return "the response is not HTTP";
  return WORDS[code] ?? "no connection";
}

function causes(error: unknown): readonly Error[] {
  const found: Error[] = [];
  let current = error;
  while (current instanceof Error && found.length < DEEPEST) {
    found.push(current);
    current = current.cause;
  }
  return found;
}
