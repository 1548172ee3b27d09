/** `GET /problems/:code`: the page that the `type` of a problem document links to. */
import { PROBLEM_CODES, problemCodeSchema } from "@malipo/protocol";
import type { ProblemCode } from "@malipo/protocol";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { createPageHeaders, sendPage } from "./html-page.ts";
import { basePathOf } from "../kit/addresses.ts";
import { sendNotFound } from "../kit/pass-on.ts";
import { oneOf } from "../kit/path-params.ts";
import { PROBLEMS, problemPath } from "../kit/problem.ts";
import { PROBLEM_TEXTS } from "../kit/problem-texts/index.ts";
import { plainRoute } from "../kit/route.ts";
import type { PlainResponse, Route } from "../kit/route.ts";
import { stylesheetRoute } from "./page-file.ts";

/** The sections of a page, in order. */
export function problemSections(
  code: ProblemCode,
): readonly { readonly heading: string; readonly text: string }[] {
  const { why, shopper, developer, operator } = PROBLEM_TEXTS[code];
  return [
    { heading: "Why it happens", text: why },
    { heading: "If you build the page or the backend", text: developer },
    { heading: "If you run the relay", text: operator },
    { heading: "What to tell the shopper", text: shopper },
  ].flatMap(({ heading, text }) =>
    text === undefined ? [] : [{ heading, text }],
  );
}

const headers = createPageHeaders({ scripts: false });

const CODE = oneOf(PROBLEM_CODES, "A problem code.", "not_found");

const page: PlainResponse = {
  description: "The page.",
  type: "text/html",
  example: "<!doctype html>…",
};

/** Links start with the path of the public URL. */
export const PROBLEM_PAGE_ROUTES: readonly Route[] = [
  plainRoute({
    id: "problems",
    method: "GET",
    path: "/problems",
    access: "anyone",
    commonName: true,
    headers,
    summary: "All problem codes",
    responses: { 200: page },
    serve({ deps }, _request, res) {
      const base = basePathOf(deps.settings.publicUrl);
      sendPage(res, 200, "en", renderIndex(base));
    },
  }),

  plainRoute({
    id: "problem",
    method: "GET",
    path: "/problems/:code",
    params: { code: CODE },
    access: "anyone",
    headers,
    summary: "What a problem code means",
    responses: { 200: page },
    serve({ deps }, { params }, res) {
      const base = basePathOf(deps.settings.publicUrl);
      const code = problemCodeSchema.safeParse(params.code);
      if (code.success)
        sendPage(res, 200, "en", renderProblem(base, code.data));
      else sendNotFound(res);
    },
  }),

  stylesheetRoute(
    "problemsStyle",
    "/problems/assets/problems.css",
    "The style sheet of problem pages",
    new URL("./problem-pages.css", import.meta.url),
  ),
];

function renderProblem(base: string, code: ProblemCode): Html {
  const { status, title } = PROBLEMS[code];
  const sections = problemSections(code).map(
    ({ heading, text }) =>
      html`<h2>${heading}</h2>
        <p>${text}</p>`,
  );
  const main = html`<p class="code"><code>${code}</code> · HTTP ${status}</p>
    <h1>${title}</h1>
    ${sections}
    <p class="more"><a href="${base}/problems">All problems</a></p>`;
  return frame(base, title, main);
}

function renderIndex(base: string): Html {
  const items = PROBLEM_CODES.map(
    (code) =>
      html`<li>
        <a href="${base}${problemPath(code)}"><code>${code}</code></a>
        ${PROBLEMS[code].title}
      </li>`,
  );
  const main = html`<h1>Problems</h1>
    <p>
      Every error response of the relay is a problem document (RFC 9457) with
      one of these codes.
    </p>
    <ul>
      ${items}
    </ul>`;
  return frame(base, "Problems", main);
}

function frame(base: string, title: string, main: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Malipo</title>
        <link rel="stylesheet" href="${base}/problems/assets/problems.css" />
      </head>
      <body>
        <main>${main}</main>
      </body>
    </html> `;
}
