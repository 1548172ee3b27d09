/** The layout of every page, and its security headers. */
import type { Response } from "express";
import type { Html } from "./html.ts";
import { html } from "./html.ts";

export interface Page {
  readonly title: string;
  /** The page's own style sheet, `/assets/<name>.css`. */
  readonly sheet: string;
  /** The page's script, `/assets/<name>.js`. Pages work without it. */
  readonly script?: string;
  readonly body: Html;
  /** Allows forms that post to the shop. Browsers also apply the policy to the shop's redirects. */
  readonly postsToShop?: boolean;
}

export const SANDBOX_BADGE = html`<p class="badge">
  <svg viewBox="0 0 16 16" aria-hidden="true">
    <path
      d="M6 2h4M7 2v4L3.2 12.4A1.1 1.1 0 0 0 4.1 14h7.8a1.1 1.1 0 0 0 .9-1.6L9 6V2M5 10h6"
    />
  </svg>
  Sandbox: no money moves
</p>`;

/** The header of every page except the phone. */
export const PAGE_BAR = html`<header class="bar">
  <a class="brand" href="/"
    ><img src="/assets/icon.svg" alt="" /> Malipo Sandbox</a
  >
  ${SANDBOX_BADGE}
</header>`;

export function sendPage(response: Response, status: number, page: Page): void {
  response
    .status(status)
    .set({
      "Content-Security-Policy": contentSecurityPolicy(
        page.postsToShop ?? false,
      ),
      "Cache-Control": "no-store",
      "Referrer-Policy": "strict-origin",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex",
    })
    .type("html")
    .send(renderPage(page).text);
}

function contentSecurityPolicy(postsToShop: boolean): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    `form-action ${postsToShop ? "http: https:" : "'self'"}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types malipo-sandbox",
  ].join("; ");
}

function renderPage({ title, sheet, script, body }: Page): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/common.css" />
        <link rel="stylesheet" href="/assets/${sheet}.css" />
        ${
          script !== undefined &&
          html`<script src="/assets/${script}.js" defer></script>`
        }
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}
