/** The admin port: metrics, health and the console. */
import type {
  IncomingMessage,
  RequestListener,
  ServerResponse,
} from "node:http";
import type { Log } from "../../ports/log.ts";
import { NOT_FOUND } from "../../domain/errors.ts";
import type { Health } from "./health.ts";
import { isMerchantPath } from "../kit/addresses.ts";
import { sendError } from "../kit/json-body.ts";
import { sendProblem } from "../kit/problem.ts";

export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

export interface AdminOptions {
  readonly health: Health;
  readonly metrics: MetricsText;
  readonly log: Log;
  /** The console and the merchant API behind its session. */
  readonly console: RequestListener;
}

type Serve = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

export function createAdminHandler({
  health,
  metrics,
  log,
  console,
}: AdminOptions): (req: IncomingMessage, res: ServerResponse) => void {
  const routes: ReadonlyMap<string, Serve> = new Map([
    ["/livez", health.live],
    ["/readyz", health.ready],
    ["/metrics", (_req, res) => sendMetrics(metrics, res)],
  ]);
  return (req, res) => {
    const [path = ""] = (req.url ?? "").split("?");
    if (isConsolePath(path)) {
      console(req, res);
      return;
    }
    req.resume();
    const isRead = req.method === "GET" || req.method === "HEAD";
    const serve = isRead ? routes.get(path) : undefined;
    if (serve === undefined) {
      sendProblem(res, NOT_FOUND);
      return;
    }
    serve(req, res).catch((error: unknown) => {
      sendError(log, error, res);
    });
  };
}

/** What the console's pages ask for. */
const isConsolePath = (path: string): boolean =>
  /^\/console(?:\/|$)/.test(path) || isMerchantPath(path);

async function sendMetrics(
  metrics: MetricsText,
  res: ServerResponse,
): Promise<void> {
  const body = await metrics.text();
  res.writeHead(200, {
    "Content-Type": metrics.contentType,
    "Content-Length": Buffer.byteLength(body),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  res.end(body);
}
