/** Building blocks of the screens. */
import type { Method } from "@malipo/protocol";
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { ticks } from "../clock.ts";
import { fill } from "../locales/words.ts";
import { payKind } from "../state/pay-kind.ts";
import { html } from "./html.ts";
import { duration, KIND_WORDS, say, screenTitle, troubleText } from "./text.ts";
import type { View } from "./view.ts";

const PATHS = {
  alert: "M12 9v4m0 3.5v.1M12 3.5 2.5 20h19Z",
  check: "m5 12.5 5 5 9-11",
  clock: "M12 3a9 9 0 1 0 .1 0Zm0 4v5l3 2",
  cross: "m6.5 6.5 11 11m0-11-11 11",
  lock: "M6 11h12v9H6Zm2.5 0V7.5a3.5 3.5 0 0 1 7 0V11",
  phone: "M6.5 2.5h11v19h-11Zm4.5 16h2",
  // Our own drawings of the methods: a phone that says M, a phone with waves, a card, a slip, money both ways.
  mpesa: "M6.5 2.5h11v19h-11Zm2.5 12v-5l3 3 3-3v5",
  airtel:
    "M4.5 2.5h9v19h-9Zm3.5 16h2M16.5 8a5 5 0 0 1 0 8m2.5-11a9 9 0 0 1 0 14",
  card: "M2.5 6h19v12.5h-19Zm0 4h19M6 15h4",
  paybill: "M5.5 2.5h13v19l-3.2-2-3.3 2-3.3-2-3.2 2Zm3.5 5h6m-6 4h6m-6 4h3",
  flexpay: "M4 8h16l-4-4m4 12H4l4 4",
} as const;
type IconName = keyof typeof PATHS;

export function icon(name: IconName): TemplateResult {
  return html`<svg viewBox="0 0 24 24" aria-hidden="true">
    <path d=${PATHS[name]}></path>
  </svg>`;
}

/** The mark of a method, which the page can replace. */
export function methodMark(
  method: Method,
  otherwise: IconName,
): TemplateResult {
  return html`<i class="mark ${method}" part="icon" aria-hidden="true">
    <slot name="icon-${method}">
      ${icon(Object.hasOwn(PATHS, method) ? (method as IconName) : otherwise)}
    </slot>
  </i>`;
}

/** The marks of the card schemes: our own drawings. */
export const schemeMarks = html`<i class="schemes" aria-hidden="true">
  <slot name="icon-schemes">
    <b>VISA</b>
    <svg viewBox="0 0 34 22">
      <circle cx="13" cy="11" r="7" fill="#e0252f"></circle>
      <circle cx="21" cy="11" r="7" fill="#f39a1ecc"></circle>
    </svg>
  </slot>
</i>`;

/** What a button that starts a payment says: the sum only where money moves next. */
export function payLabel(view: View, method: Method): unknown {
  const [label] = KIND_WORDS[payKind(method, view.state.order)];
  const known = label !== "$toCard" || method === "card";
  return html`<span
    >${icon("lock")}${say(view, view.words[known ? label : "$proceed"])}</span
  >`;
}

/** The end of a form. On a narrow card it stays at the bottom of the screen. */
export function foot(content: unknown): TemplateResult {
  return html`<div class="foot" part="foot">${content}</div>`;
}

/** The icon above an outcome. */
export function badge(
  name: IconName,
  tone: "good" | "bad" | "warn" | "calm",
): TemplateResult {
  return html`<div class="badge ${tone}" part="badge">${icon(name)}</div>`;
}

export function spinner(): TemplateResult {
  return html`<div class="spinner" part="spinner"></div>`;
}

/**
 * The heading receives the focus when its screen appears, and the error beneath it when that appears. What the shop has
 * written keeps its own direction.
 */
export function heading(view: View): TemplateResult {
  return html`<h2
      id="heading"
      part="heading"
      tabindex="-1"
      aria-level=${view.headingLevel}
    >
      <bdi>${screenTitle(view)}</bdi>
    </h2>
    ${trouble(view)}`;
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
  tone: "bad" | "warn" = "warn",
): TemplateResult {
  return html`<p
    class="notice ${tone}"
    part="notice"
    tabindex=${tone === "bad" ? -1 : nothing}
  >
    ${icon("alert")}<span>${content}</span>
  </p>`;
}

/** The relay's error, if any, unless it is shown elsewhere: in the button's countdown, at the field, as the screen. */
function trouble(view: View): unknown {
  const { name, trouble: it } = view.state;
  return it &&
    name !== "unavailable" &&
    !/^(check_too_soon|phone_invalid)$/.test(it.code)
    ? notice(troubleText(view), "bad")
    : nothing;
}

/** Makes the relay query the provider now, as often as it allows. */
export function checkButton(view: View, kind: Kind): TemplateResult {
  const { state, words, actions } = view;
  const leftMs = (state.trouble?.until ?? 0) - ticks();
  const waits = leftMs > 0;
  return button(
    waits ? fill(words.$wait, { time: duration(leftMs) }) : words.$check,
    actions.check,
    kind,
    waits || state.task !== null,
  );
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
