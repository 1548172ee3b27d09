/**
 * Refusals as pages, for people who open an address of the relay in a browser. API clients get the problem document:
 * they don't ask for HTML (RFC 9110, section 12.5.1).
 */
import type { ProblemCode } from "@malipo/protocol";
import type { HttpContext } from "../context.ts";
import { prefersHtml } from "../kit/accept.ts";
import type { Middleware } from "../kit/middleware.ts";
import { PROBLEMS, setProblemPage } from "../kit/problem.ts";
import { createPageHeaders, sendPage } from "./html-page.ts";
import { renderNoticePage } from "./notice-page.ts";
import type { NoticeKind } from "./notice-page.ts";
import { pageContext } from "./page-context.ts";

const headers = createPageHeaders({ scripts: false });

/** For the routes that people open. `path`: under the relay's base path. */
export function createReadableProblems(
  context: Pick<HttpContext, "deps" | "merchantLogo" | "drawings">,
): (path: string) => Middleware {
  return (path) => (req, res, next) => {
    setProblemPage(res, ({ code }) => {
      res.appendHeader("Vary", "Accept");
      if (!prefersHtml(req.headers.accept)) return false;
      const about = pageContext(context, req);
      headers(req, res, () => {
        res.appendHeader("Vary", "Accept-Language");
        const { status } = PROBLEMS[code];
        const page = renderNoticePage(about, kindOf(code, path));
        sendPage(res, status, about.locale, page);
      });
      return true;
    });
    next();
  };
}

function kindOf(code: ProblemCode, path: string): NoticeKind {
  const { status } = PROBLEMS[code];
  if (status === 429) return "busy";
  if (status >= 500) return "trouble";
  if (path === "/") return "home";
  if (/^\/receipts(?:\/|$)/i.test(path)) return "unknownReceipt";
  return /^\/(?:return|cancel)(?:\/|$)/i.test(path)
    ? "unknownReturn"
    : "missing";
}
