/** The frame around a page's content. */
import MarkdownIt from "markdown-it";
import type { Heading } from "./markdown.ts";

export interface Entry {
  readonly title: string;
  /** In the site: `webhooks.html`. */
  readonly address: string;
}

export interface Frame {
  readonly entry: Entry;
  readonly summary: string;
  readonly headings: readonly Heading[];
  readonly html: string;
  readonly sections: readonly {
    readonly title: string;
    readonly pages: readonly Entry[];
  }[];
  readonly version: string;
}

/**
 * No inline script or style, nothing from elsewhere. The pages also work as files on a disk, where an address is
 * relative and nothing can be fetched: the index is a script.
 */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

const { escapeHtml } = new MarkdownIt().utils;

/** The way from one address of the site to another. */
export function wayTo(from: string, to: string): string {
  return "../".repeat(from.split("/").length - 1) + to;
}

export function framePage(frame: Frame): string {
  const { entry, summary, headings, sections, version } = frame;
  const link = (to: Entry, more = ""): string =>
    `<a href="${wayTo(entry.address, to.address)}"${more}>${escapeHtml(to.title)}</a>`;
  const asset = (name: string): string => wayTo(entry.address, name);
  const navigation = sections
    .map(
      ({ title, pages }) =>
        `<h2>${escapeHtml(title)}</h2><ul>${pages
          .map((page) => {
            const here = page.address === entry.address;
            return `<li>${link(page, here ? ' aria-current="page"' : "")}</li>`;
          })
          .join("")}</ul>`,
    )
    .join("");
  const inOrder = sections.flatMap(({ pages }) => pages);
  const at = inOrder.findIndex(({ address }) => address === entry.address);
  const neighbours = [
    at > 0 && inOrder[at - 1],
    at >= 0 && inOrder[at + 1],
  ].map((page) => (page ? link(page) : ""));
  const onThisPage = headings.filter(({ level }) => level === 2);
  const markdown = entry.address.replace(/\.html$/, ".md");

  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="description" content="${escapeHtml(summary)}">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(entry.title)} · Malipo</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${asset("site.css")}">
<link rel="alternate" type="text/markdown" href="${asset(markdown)}">
<script src="${asset("site.js")}"></script>
</head>
<body data-root="${asset("")}">
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="brand" href="${asset("index.html")}">Malipo</a>
<form class="search" role="search"><label class="hidden" for="search">Search the documentation</label>
<input id="search" type="search" placeholder="Search" autocomplete="off" aria-controls="found" disabled>
<div id="found" hidden></div></form>
<button type="button" class="theme" hidden></button>
</header>
<div class="columns">
<nav aria-label="Documentation"><details class="menu"><summary>All pages</summary>${navigation}</details></nav>
<main id="content" tabindex="-1">
${frame.html}
<footer><p class="neighbours"><span>${neighbours[0] && `← ${neighbours[0]}`}</span><span>${neighbours[1] && `${neighbours[1]} →`}</span></p>
<p><a href="${asset(markdown)}">This page as Markdown</a> · Malipo ${escapeHtml(version)}</p></footer>
</main>
${
  onThisPage.length > 1
    ? `<aside aria-label="On this page"><h2>On this page</h2><ul>${onThisPage
        .map(
          ({ id, title }) =>
            `<li><a href="#${id}">${escapeHtml(title)}</a></li>`,
        )
        .join("")}</ul></aside>`
    : ""
}
</div>
</body>
</html>
`;
}
