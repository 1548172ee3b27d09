/** Building blocks of the screens. */
import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { ticks } from "../clock.ts";
import { fill } from "../locales/words.ts";
import { duration, screenTitle, troubleText } from "./text.ts";
import type { View } from "./view.ts";

const PATHS = {
  alert: "M12 9v4m0 3.5v.1M12 3.5 2.5 20h19Z",
  card: "M2.5 6h19v12.5h-19Zm0 4h19M6 15h4",
  check: "m5 12.5 5 5 9-11",
  clock: "M12 3a9 9 0 1 0 .1 0Zm0 4v5l3 2",
  cross: "m6.5 6.5 11 11m0-11-11 11",
  phone: "M6.5 2.5h11v19h-11Zm4.5 16h2",
} as const;

export function icon(name: keyof typeof PATHS): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path d=${PATHS[name]}></path>
  </svg>`;
}

/** The icon above an outcome. */
export function badge(
  name: keyof typeof PATHS,
  tone: "good" | "bad" | "warn" | "calm",
): TemplateResult {
  return html`<div class="badge ${tone}" part="badge">${icon(name)}</div>`;
}

export function spinner(): TemplateResult {
  return html`<div class="spinner" part="spinner"></div>`;
}

/** Receives the focus when its screen appears. */
export function heading(view: View): TemplateResult {
  return html`<h2 id="heading" part="heading" tabindex="-1">
    ${screenTitle(view)}
  </h2>`;
}

/** A simple screen: icon, heading and content. */
export function plainScreen(
  view: View,
  mark: unknown,
  content: unknown,
): TemplateResult {
  return html`<section class="main plain" part="main">
    ${mark} ${heading(view)} ${content}
  </section>`;
}

type Kind = "primary" | "secondary" | "quiet";

/** Without `onClick`, submits its form. With `off`, it can be focused but does nothing. */
export function button(
  content: unknown,
  onClick: ((event: Event) => unknown) | null,
  kind: Kind = "primary",
  off = false,
  label?: string,
): TemplateResult {
  return html`<button
    class="button ${kind}"
    part="button ${kind}"
    type=${onClick ? "button" : "submit"}
    aria-disabled=${off}
    aria-label=${label ?? nothing}
    @click=${(event: Event) => {
      if (off) event.preventDefault();
      else onClick?.(event);
    }}
  >
    ${content}
  </button>`;
}

export function linkButton(
  content: string,
  href: string,
  kind: Kind,
): TemplateResult {
  return html`<a class="button ${kind}" part="button ${kind}" href=${href}
    >${content}</a
  >`;
}

export function notice(
  content: unknown,
  tone: "bad" | "warn" = "bad",
): TemplateResult {
  return html`<p class="notice ${tone}" part="notice">
    ${icon("alert")}<span>${content}</span>
  </p>`;
}

/** The relay's error, if any. Waiting times are shown in the button's countdown instead. */
export function trouble(view: View): unknown {
  const code = view.state.trouble?.code ?? "check_too_soon";
  return code === "check_too_soon" ? nothing : notice(troubleText(view));
}

/** Makes the relay query the provider now, as often as it allows. */
export function checkButton(view: View, kind: Kind): TemplateResult {
  const { state, words, actions } = view;
  const leftMs = (state.trouble?.until ?? 0) - ticks();
  const waits = leftMs > 0;
  return html`${trouble(view)}
  ${button(
    waits ? fill(words.$wait, { time: duration(leftMs) }) : words.$check,
    actions.check,
    kind,
    waits || state.task !== null,
  )}`;
}

export function otherWayButton({
  state,
  words,
  actions,
}: View): TemplateResult {
  return button(
    words.$otherWay,
    actions.payAnotherWay,
    "quiet",
    state.task !== null,
  );
}
