/** The page of a FlexPay wallet app: sends transfers to tags and shows their status. */
import { Html, html } from "../../web/html.ts";
import type { Page } from "../../web/layout.ts";
import { PAGE_BAR } from "../../web/layout.ts";
import { renderConnection } from "../../web/live-connection.ts";
import type { Account, Directory } from "../applications.ts";
import type { WalletField, WalletForm, WalletProblems } from "./form.ts";
import type { WalletScreen } from "./screen.ts";
import { toBalanceId, WALLET_CURRENCIES } from "./screen.ts";

export interface WalletPageOptions {
  readonly directory: Directory;
  readonly screen: WalletScreen;
  readonly form: WalletForm;
  readonly problems: WalletProblems;
}

export function walletPage(options: WalletPageOptions): Page {
  const { directory, screen } = options;
  return {
    title: "Wallet · Malipo Sandbox",
    sheet: "wallet",
    script: "wallet",
    body: html`${PAGE_BAR}
      <main>
        <section class="panel wallet" aria-labelledby="wallet-title">
          <header>
            <span class="logo" aria-hidden="true">P</span>
            <div>
              <h1 id="wallet-title">${directory.wallet.name}</h1>
              <p>Your customer’s wallet, at another application</p>
            </div>
          </header>
          ${renderForm(options)}
        </section>
        <section class="sent" id="sent" aria-labelledby="sent-title">
          <h2 id="sent-title">Sent</h2>
          ${renderConnection(
            html`<a href="/wallet">reload</a> to see what became of it`,
          )}
          <ul id="transfers">
            ${screen.transfers.map((item) => new Html(item.html))}
          </ul>
          <p class="nothing panel">
            Nothing was sent yet. The shop’s tag is
            <code>${directory.shopAccount.address}</code>.
          </p>
        </section>
        <p
          class="out-of-sight"
          id="announcer"
          role="log"
          aria-live="polite"
        ></p>
      </main>`,
  };
}

function renderForm(options: WalletPageOptions): Html {
  const { directory, form, problems, screen } = options;
  return html`<form
    id="send"
    method="post"
    action="/wallet/transfers"
    autocomplete="off"
    novalidate
  >
    <fieldset>
      <legend>From</legend>
      <div class="payers">
        ${directory.payers.map((payer, index) =>
          renderPayer(
            payer,
            form.sender === payer.address ||
              (form.sender === "" && index === 0),
            screen,
          ),
        )}
      </div>
      ${renderProblem("sender", problems)}
    </fieldset>
    ${renderField(options, {
      name: "tag",
      label: "To tag",
      value: form.tag,
      placeholder: directory.shopAccount.address,
    })}
    <div class="pair">
      ${renderField(options, {
        name: "amount",
        label: "Amount",
        value: form.amount,
        placeholder: "1500.00",
        inputMode: "decimal",
      })}
      <div class="field">
        <label for="currency">Currency</label>
        <select
          id="currency"
          name="currency"
          ${markProblem("currency", problems)}
        >
          ${toCurrencies(form.currency).map(
            (currency) =>
              html`<option ${currency === form.currency && html`selected`}>
                ${currency}
              </option>`,
          )}
        </select>
        ${renderProblem("currency", problems)}
      </div>
    </div>
    ${renderField(options, {
      name: "narration",
      label: "Narration",
      value: form.narration,
      hint: "The shop finds its order by this: copy it exactly.",
    })}
    <p class="error" id="form-error" role="alert"></p>
    <button class="button">Send</button>
    <p class="hint">
      The shop has to accept. Only then the money moves, if the sender has it.
    </p>
  </form>`;
}

function renderPayer(
  payer: Account,
  checked: boolean,
  { balances }: WalletScreen,
): Html {
  const ids = WALLET_CURRENCIES.map((currency) => toBalanceId(payer, currency));
  return html`<label class="payer">
    <input
      type="radio"
      name="sender"
      value="${payer.address}"
      ${checked && html`checked`}
    />
    <span class="who"
      ><strong>${payer.displayName}</strong> ${payer.address}</span
    >
    <span class="holds">
      ${balances
        .filter(({ id }) => ids.includes(id))
        .map(({ id, text }) => html`<span id="${id}">${text}</span>`)}
    </span>
  </label>`;
}

interface Field {
  readonly name: WalletField;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly inputMode?: "decimal";
  readonly hint?: string;
}

function renderField(
  { problems }: WalletPageOptions,
  { name, label, value, placeholder, inputMode, hint }: Field,
): Html {
  return html`<div class="field">
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      value="${value}"
      placeholder="${placeholder}"
      inputmode="${inputMode ?? "text"}"
      autocapitalize="off"
      spellcheck="false"
      aria-describedby="${name}-error${hint !== undefined && ` ${name}-hint`}"
      ${markProblem(name, problems)}
    />
    ${hint !== undefined && html`<p class="hint" id="${name}-hint">${hint}</p>`}
    ${renderProblem(name, problems)}
  </div>`;
}

/** Always rendered, so that the script can fill it. */
function renderProblem(name: WalletField, problems: WalletProblems): Html {
  return html`<p class="error" id="${name}-error">${problems[name]}</p>`;
}

function markProblem(name: WalletField, problems: WalletProblems): Html | null {
  return problems[name] === undefined ? null : html`aria-invalid="true"`;
}

function toCurrencies(asked: string): readonly string[] {
  const known: readonly string[] = WALLET_CURRENCIES;
  return /^[A-Z]{3}$/.test(asked) && !known.includes(asked)
    ? [asked, ...known]
    : known;
}
