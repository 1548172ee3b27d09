/** Choosing a method, and entering a phone number if it needs one. */
import type { Amount, Method, MethodOption } from "@malipo/protocol";
import type { TemplateResult } from "lit";
import { nothing } from "lit";
import { chosenOption } from "../draft.ts";
import { fill } from "../locales/words.ts";
import { formatPhone, parsePhone } from "../phone.ts";
import { heldUntil, needsPhone, optionsFor } from "../state/methods.ts";
import { payKind } from "../state/pay-kind.ts";
import { canGoBack } from "../state/steps.ts";
import { field, form } from "./form.ts";
import { html } from "./html.ts";
import {
  button,
  foot,
  heading,
  linkButton,
  methodMark,
  notice,
  payLabel,
  schemeMarks,
} from "./parts.ts";
import { total } from "./summary.ts";
import {
  dueOf,
  heldText,
  heldTime,
  isTest,
  methodHint,
  methodName,
  money,
  optionLine,
  reasonText,
  say,
  unbroken,
} from "./text.ts";
import type { ViewOf } from "./view.ts";

type PayView = ViewOf<"method" | "details">;

const isPhoneTrouble = ({ state }: PayView): boolean =>
  state.trouble?.code === "phone_invalid";

function phoneField(view: PayView, method: Method): TemplateResult {
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
  ${view.phones?.forgetButton(view, method)}
  ${isTest(view) ? view.testPanel?.({ html, button }, actions) : nothing}`;
}

/** What the method asks for: its explanation and phone number. */
function explanation(view: PayView, { id }: MethodOption): TemplateResult {
  return html`<p class="more">${methodHint(view, id)}</p>
    ${needsPhone(id, view.state.order) ? phoneField(view, id) : nothing}`;
}

function methodCard(
  view: PayView,
  option: MethodOption,
  chosen: boolean,
): TemplateResult {
  const { id, available } = option;
  const { order } = view.state;
  const name = methodName(view, id);
  const usable = available || heldUntil(order, option) !== null;
  const line = heldText(view, option) || optionLine(view, option);
  return html`<div class="method" part="method ${chosen ? "chosen" : ""}">
    <label>
      <input
        type="radio"
        name="method"
        aria-label=${name}
        aria-describedby=${id}
        .checked=${chosen}
        ?disabled=${!usable}
        @change=${() => {
          view.actions.chooseMethod(id);
        }}
      />
      ${methodMark(id, payKind(id, order) === "prompt" ? "phone" : "card")}
      <span>
        <strong>${name}</strong>
        ${id === "card" ? schemeMarks : nothing}
        <small id=${id} aria-live=${order.depositDue ? "polite" : nothing}
          >${line}</small
        >
      </span>
    </label>
    ${chosen ? explanation(view, option) : nothing}
  </div>`;
}

/** The deposit now, or all of it. */
function depositChoice(view: PayView, deposit: Amount): TemplateResult {
  const { words, draft, actions, state } = view;
  const texts = [
    fill(words.$payDeposit, { amount: money(view, deposit) }),
    fill(words.$payAll, { amount: money(view, dueOf(state.order)) }),
  ];
  return html`<fieldset part="deposit">
    <legend part="label">${words.$amount}</legend>
    ${texts.map((text, place) => {
      const whole = place > 0;
      const chosen = draft.whole === whole;
      return html`<div class="method" part="method ${chosen ? "chosen" : ""}">
        <label>
          <input
            type="radio"
            name="part"
            .checked=${chosen}
            @change=${() => {
              actions.chooseWhole(whole);
            }}
          />
          <span><strong>${text}</strong></span>
        </label>
      </div>`;
    })}
  </fieldset>`;
}

export function renderPay(view: PayView): TemplateResult {
  const { state, words, actions } = view;
  const { order, wanted, name } = state;
  const options = optionsFor(order, wanted, view.draft.whole);
  const chosen = chosenOption(state, view.draft);
  const time = chosen && heldTime(view, chosen);
  const choice =
    name !== "method" && !options[1]
      ? chosen &&
        html`${time ? notice(heldText(view, chosen), "warn") : nothing}
        ${explanation(view, chosen)}`
      : html`<fieldset aria-labelledby="heading" part="methods">
          ${options.map((option) =>
            methodCard(view, option, option.id === chosen?.id),
          )}
        </fieldset>`;
  return html`<section class="main" part="main">
    ${
      canGoBack(state)
        ? button(`‹ ${words.$back}`, actions.back, "quiet")
        : nothing
    }
    ${heading(view)}
    ${
      order.amountPaid?.value
        ? html`<p part="part-paid">
              ${say(view, words.$partPaid, {
                paid: money(view, order.amountPaid),
              })}
            </p>
            ${order.receiptUrl && linkButton(words.$receipt, order.receiptUrl, "quiet")}`
        : nothing
    }
    ${form(
      actions.pay,
      html`${order.depositDue ? depositChoice(view, order.depositDue) : nothing}
      ${choice}
      ${
        order.attempt?.status === "unconfirmed"
          ? notice(words.$otherWayWarning)
          : nothing
      }
      ${
        chosen
          ? foot(
              html`${payKind(chosen.id, order) === "prompt" || order.depositDue || order.amountPaid?.value ? nothing : total(view)}
              ${
                time
                  ? button(
                      fill(words.$againIn, { time }),
                      null,
                      "primary",
                      true,
                    )
                  : button(payLabel(view, chosen.id), null)
              }`,
            )
          : notice(
              options[0] && !options[1]
                ? reasonText(view, options[0])
                : words.method_unavailable,
            )
      }`,
    )}
  </section>`;
}
