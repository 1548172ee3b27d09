/** Loads what the element needs from late files: texts, the language switch, QR codes, the test panel, and what concerns the page around it. */
import type { Locale } from "@malipo/protocol";
import { chosenOption } from "./draft.ts";
import { readStored, storeKey } from "./intent-store.ts";
import { parseJson, toJson } from "./json.ts";
import { home, lateFiles } from "./late-files.ts";
import type { Words } from "./locales/en.ts";
import type { Language } from "./locales/words.ts";
import {
  ENGLISH,
  fetchLanguage,
  keepChoice,
  languageOf,
} from "./locales/words.ts";
import type { OwnWords } from "./own-words.ts";
import { withOwnWords } from "./own-words.ts";
import { pageCheckouts } from "./page-checkouts.ts";
import type {
  Host,
  HostActions,
  HostFacts,
  HostPage,
} from "./page/host-page.ts";
import { formatPhone, parsePhone } from "./phone.ts";
import type { PhoneMemory } from "./remembered-phone.ts";
import type { CheckoutState } from "./state/checkout-state.ts";
import { needsPhone } from "./state/methods.ts";
import { html } from "./views/html.ts";
import { button } from "./views/parts.ts";
import type { View } from "./views/view.ts";

/** When the browser has nothing else to do. WebKit doesn't say so. */
function whenIdle(): Promise<unknown> {
  return new Promise((resolve) => {
    const { requestIdleCallback: ask } = window as Partial<Window>;
    (ask ?? setTimeout)(resolve);
  });
}
const loadPage = () => whenIdle().then(lateFiles.page);
const loadSwitch = () => whenIdle().then(lateFiles.lang);

type LateActions = HostActions & {
  readonly enterPhone: (phone: string) => void;
  readonly validatePhone: () => void;
};

/** Updates the host when a file has loaded. */
export class LazyParts {
  /** The language in use; null before the first texts are loaded. */
  language: Language | null = null;
  drawQrCode: View["drawQrCode"] = null;
  testPanel: View["testPanel"] = null;
  languageSwitch: View["languageSwitch"] = null;
  page: HostPage | null = null;
  phones: PhoneMemory | null = null;
  /** The language that was asked for last. */
  #locale: Locale | null = null;
  readonly #asked = new Set<unknown>();
  readonly #host: Host;
  readonly #update = (): void => {
    this.#host.requestUpdate();
  };
  readonly #actions: LateActions;

  constructor(host: Host, actions: LateActions) {
    this.#host = host;
    this.#actions = actions;
  }

  /** The texts in use, the shop's own among them; null before the first are loaded. */
  textsWith(own: OwnWords | null): Words | null {
    return this.language && withOwnWords(this.language.words, own);
  }

  /** What views use. */
  get parts(): Pick<View, "drawQrCode" | "languageSwitch" | "page" | "phones"> {
    const { drawQrCode, languageSwitch, page, phones } = this;
    return { drawQrCode, languageSwitch, page, phones };
  }

  /** Loads what this state needs. */
  fetch(
    locale: Locale,
    { state, draft }: Pick<View, "state" | "draft">,
    testPanel: boolean,
  ): void {
    home.relay = this.#host.relay ?? home.relay;
    const found = languageOf(locale);
    this.language = found ?? this.language;
    if (!found && locale !== this.#locale)
      void fetchLanguage(locale).then((done) => {
        // Another language stays; in the first place it is English.
        if (!done) this.language ??= ENGLISH;
        this.#update();
      });
    this.#locale = locale;
    if (testPanel)
      this.#load(lateFiles.dev, (file) => {
        this.testPanel = file.testPanel;
      });
    const key = (): string => storeKey(this.#host.relay ?? "", "phone");
    const chosen = chosenOption(state, draft)?.id;
    if (chosen && needsPhone(chosen, state.order))
      this.phones?.fillIn(chosen, draft.phone);
    if (state.name === "succeeded" || readStored(key()))
      this.#load(lateFiles.phone, (file) => {
        this.phones = new file.PhoneMemory({
          ...this.#actions,
          html,
          button,
          key,
          parseJson,
          toJson,
          parsePhone,
          formatPhone,
          update: this.#update,
        });
      });
    if (state.name === "waiting" && state.attempt.action?.type === "tag")
      this.#load(lateFiles.qr, (file) => {
        this.drawQrCode = file.createQrDrawer();
      });
  }

  /** After each render. The page around the checkout comes after its first screen. */
  updatePage(
    state: CheckoutState,
    open: HostFacts["open"],
    own: OwnWords | null,
  ): void {
    if (this.language && state.name !== "loading") {
      this.#load(loadPage, (file) => {
        this.page = new file.HostPage(this.#host, this.#actions);
      });
      this.#load(loadSwitch, (file) => {
        const update = this.#update;
        const load = (wanted: Locale): Promise<boolean> =>
          fetchLanguage(wanted, true);
        const keep = (chosen: Locale): void => {
          keepChoice(this.#host.relay, chosen);
          for (const { host } of pageCheckouts) host.requestUpdate();
        };
        const main = { html, load, keep, update };
        this.languageSwitch = file.createLanguageSwitch(main);
      });
    }
    const paid = this.textsWith(own)?.$paid ?? "";
    this.page?.update({ state, open, paid });
  }

  /** Once; no part is needed to pay. */
  #load<File>(ask: () => Promise<File>, use: (file: File) => void): void {
    if (this.#asked.has(ask)) return;
    this.#asked.add(ask);
    ask().then(
      (file) => {
        use(file);
        this.#update();
      },
      () => undefined,
    );
  }
}
