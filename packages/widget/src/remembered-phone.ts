/**
 * Remembers the phone number of a payment in this browser, if the shopper wants it to. A late file, because no payment
 * needs it.
 */
import type { Method } from "@malipo/protocol";
import type { html } from "lit";
import type { Words } from "./locales/en.ts";

/** Passed in from the main file, so that this file bundles nothing of it again. */
interface Main {
  readonly html: typeof html;
  readonly button: (
    content: string,
    onClick: (event: Event) => void,
    kind: "quiet",
  ) => unknown;
  /** The storage key. It depends on the relay, which the page may change. */
  readonly key: () => string;
  readonly parseJson: (text: string) => unknown;
  readonly toJson: (data: unknown) => string;
  /** Null if the text is no number that can be paid with. */
  readonly parsePhone: (text: string) => string | null;
  readonly formatPhone: (phone: string) => string;
  readonly enterPhone: (phone: string) => void;
  readonly validatePhone: () => void;
  readonly update: () => void;
}

/** Of the view. */
interface Shown {
  readonly draft: { readonly phone: string; readonly asked: string };
  readonly words: Pick<Words, "$remember" | "$rememberHint" | "$forget">;
}

/** By the method that was paid with: a number belongs to one network. */
type Numbers = Readonly<Record<Method, string>>;

export class PhoneMemory {
  readonly #main: Main;
  /** What was filled in last. Whatever else is in the field is the shopper's own, or the page's. */
  #filled = "";

  constructor(main: Main) {
    this.#main = main;
  }

  /** What is stored. Other scripts of the page can write it too: leaves out what is no number. */
  #read(): Numbers {
    const { key, parseJson, parsePhone } = this.#main;
    try {
      const stored = Object(parseJson(localStorage.getItem(key()) ?? "")) as {
        readonly [method: string]: unknown;
      };
      return Object.fromEntries(
        Object.entries(stored).filter(
          (entry): entry is [Method, string] =>
            typeof entry[1] === "string" && parsePhone(entry[1]) === entry[1],
        ),
      );
    } catch {
      return {}; // Storage is blocked.
    }
  }

  #write(numbers: Numbers): void {
    const { key, toJson } = this.#main;
    try {
      if (Object.keys(numbers).length)
        localStorage.setItem(key(), toJson(numbers));
      else localStorage.removeItem(key());
    } catch {
      // Storage is blocked or full: then nothing is remembered.
    }
  }

  #forget(phone: string): void {
    const all = Object.entries(this.#read());
    this.#write(
      Object.fromEntries(all.filter(([, number]) => number !== phone)),
    );
  }

  /** Before each render of the field: fills in the number of the chosen method, in place of another method's. */
  fillIn(method: Method, entered: string): void {
    if (entered !== this.#filled) return;
    const number = this.#read()[method];
    const phone = number ? this.#main.formatPhone(number) : "";
    if (phone === entered) return;
    this.#filled = phone;
    this.#main.enterPhone(phone);
  }

  /** Beside the field, while the remembered number is in it. */
  forgetButton({ draft, words }: Shown, method: Method): unknown {
    const { html: template, button, ...main } = this.#main;
    const phone = this.#read()[method];
    if (!phone || main.parsePhone(draft.phone) !== phone) return undefined;
    const forget = ({ currentTarget }: Event): void => {
      this.#forget(phone);
      this.#filled = "";
      main.enterPhone("");
      main.validatePhone();
      const root = (currentTarget as Element).getRootNode() as ShadowRoot;
      root.querySelector<HTMLElement>("#phone")?.focus();
    };
    return template`<div class="more">${button(words.$forget, forget, "quiet")}</div>`;
  }

  /** On the receipt: the number that this page has just sent the request to. After a reload nothing knows it. */
  offer({ draft, words }: Shown, method: Method): unknown {
    const { html: template, parsePhone, formatPhone, update } = this.#main;
    const phone = parsePhone(draft.asked);
    if (!phone) return undefined;
    const isKept = (): boolean => this.#read()[method] === phone;
    const change = ({ target }: Event): void => {
      const box = target as HTMLInputElement;
      if (box.checked) this.#write({ ...this.#read(), [method]: phone });
      else this.#forget(phone);
      // What could not be stored is not remembered.
      box.checked = isKept();
      update();
    };
    const number = formatPhone(phone).replaceAll(" ", "\u00a0");
    return template`<div class="method" part="remember"><label><input type="checkbox" .checked=${isKept()} @change=${change} /><span>${words.$remember.replace("{phone}", number)} <small>${words.$rememberHint}</small></span></label></div>`;
  }
}
