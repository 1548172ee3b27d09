/** Pages that say only what happened and lead back to the shirts. */
import { html } from "../html.ts";
import { WORDS } from "../language.ts";
import type { Page, PageContext } from "./page.ts";

export function notFoundPage({ visitor }: PageContext): Page {
  const { notFoundTitle, notFound } = WORDS[visitor.language];
  return messagePage(404, notFoundTitle, notFound, visitor);
}

export function refusedPage({ visitor }: PageContext, status: number): Page {
  const { refusedTitle, refused } = WORDS[visitor.language];
  return messagePage(status, refusedTitle, refused, visitor);
}

export function brokenPage({ visitor }: PageContext): Page {
  const { brokenTitle, broken } = WORDS[visitor.language];
  return messagePage(500, brokenTitle, broken, visitor);
}

const messagePage = (
  status: number,
  title: string,
  text: string,
  { language }: PageContext["visitor"],
): Page => ({
  status,
  title,
  main: html`<div class="plain">
    <img src="/img/button.svg" alt="" width="240" height="150" />
    <h1>${title}</h1>
    <p class="lead">${text}</p>
    <a class="button" href="/">${WORDS[language].heroButton}</a>
  </div>`,
});
