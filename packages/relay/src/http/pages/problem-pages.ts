/** `GET /problems/:code`: where the `type` of every problem document leads. */
import { PROBLEM_CODES, problemCodeSchema } from "@malipo/protocol";
import type { ProblemCode } from "@malipo/protocol";
import { Router } from "express";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { createPageGate, sendPage } from "./html-page.ts";
import { PROBLEMS, problemPath } from "../kit/problem.ts";
import { ORDER_PROBLEMS } from "../kit/problem-texts/order-problems.ts";
import type { ProblemText } from "../kit/problem-texts/problem-text.ts";
import { RELAY_PROBLEMS } from "../kit/problem-texts/relay-problems.ts";
import { REQUEST_PROBLEMS } from "../kit/problem-texts/request-problems.ts";
import { SERVICE_PROBLEMS } from "../kit/problem-texts/service-problems.ts";
import { PROBLEM_PAGES_CSS } from "./problem-pages.css.ts";
import { addStylesheet } from "./stylesheet.ts";

export const PROBLEM_TEXTS: Readonly<Record<ProblemCode, ProblemText>> = {
  ...REQUEST_PROBLEMS,
  ...ORDER_PROBLEMS,
  ...SERVICE_PROBLEMS,
  ...RELAY_PROBLEMS,
};

/** The parts of a page in the order in which they are shown. */
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

/** Adds `/problems` and `/problems/:code`, whose links begin with `base`. Codes that do not exist fall through to the next route. */
export function createProblemPages(base: string): Router {
  const router = Router();
  const page = createPageGate({ scripts: false });
  addStylesheet(router, "/problems/assets/problems.css", PROBLEM_PAGES_CSS);
  router.get("/problems", page, (_req, res) => {
    sendPage(res, 200, "en", renderIndex(base));
  });
  router.get("/problems/:code", page, (req, res, next) => {
    const code = problemCodeSchema.safeParse(req.params.code);
    if (code.success) sendPage(res, 200, "en", renderProblem(base, code.data));
    else next();
  });
  return router;
}

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
      Every refusal of the relay is a problem document (RFC 9457) with one of
      these codes.
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
