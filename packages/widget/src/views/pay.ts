/** Choosing a method, and entering a phone number if it needs one. */
import type { MethodOption } from "@malipo/protocol";
import type { TemplateResult } from "lit";
import { html, nothing } from "lit";
import { chosenMethod } from "../draft.ts";
import { fill } from "../locales/words.ts";
import { formatPhone, parsePhone } from "../phone.ts";
import { methodOptions, needsPhone } from "../state/methods.ts";
import { field, form } from "./form.ts";
import { button, heading, icon, notice, trouble } from "./parts.ts";
import { methodName, optionHint, say, troubleText, unbroken } from "./text.ts";
import type { ViewOf } from "./view.ts";

type PayView = ViewOf<"method" | "details">;

const isPhoneTrouble = ({ state }: PayView): boolean =>
  state.trouble?.code === "phone_invalid";

function phoneField(view: PayView): TemplateResult {
  const { words, draft, actions } = view;
  const phone = parsePhone(draft.phone);
  const wrong = isPhoneTrouble(view) || (draft.phoneTouched && !phone);
  return html`${field({
    name: "phone",
    label: say(view, words.$phoneLabel),
    value: draft.phone,
    hint: phone
      ? fill(words.$phoneShown, {
          phone: unbroken(formatPhone(phone, "+254 ")),
        })
      : words.$phoneExample,
    error: wrong ? words.phone_invalid : null,
    onInput: actions.enterPhone,
    onLeave: actions.validatePhone,
  })}
  ${view.testPanel?.({ html, button }, actions)}`;
}

function methodCard(
  view: PayView,
  option: MethodOption,
  chosen: boolean,
): TemplateResult {
  const { id, available } = option;
  const name = methodName(view, id);
  return html`<div class="method" part="method ${chosen ? "chosen" : ""}">
    <label>
      <input
        type="radio"
        name="method"
        aria-label=${name}
        aria-describedby=${id}
        .checked=${chosen}
        ?disabled=${!available}
        @change=${() => {
          view.actions.chooseMethod(id);
        }}
      />
      ${icon(id === "card" ? id : "phone")}
      <span>
        <strong>${name}</strong>
        <small id=${id}>${optionHint(view, option)}</small>
      </span>
    </label>
    ${chosen && needsPhone(id, view.state.order) ? phoneField(view) : nothing}
  </div>`;
}

export function renderPay(view: PayView): TemplateResult {
  const { state, words, actions } = view;
  const { order, wanted, link, name } = state;
  const method = chosenMethod(state, view.draft);
  const choice =
    name === "details"
      ? html`<p>${words.$phoneHint}</p>
          ${phoneField(view)}`
      : html`<fieldset aria-labelledby="heading" part="methods">
          ${methodOptions(order, wanted).map((option) =>
            methodCard(view, option, option.id === method),
          )}
        </fieldset>`;
  return html`<section class="main" part="main">
    ${
      order.source.type === "cart" || link
        ? button(`‹ ${words.$back}`, actions.back, "quiet")
        : nothing
    }
    ${heading(view)}
    ${form(
      actions.pay,
      html`${choice}
      ${
        order.attempt?.status === "unconfirmed"
          ? notice(words.$otherWayWarning, "warn")
          : nothing
      }
      ${isPhoneTrouble(view) ? nothing : trouble(view)}
      ${
        method
          ? button(say(view, words.$pay), null)
          : notice(troubleText(view) || words.method_unavailable, "warn")
      }`,
    )}
  </section>`;
}
