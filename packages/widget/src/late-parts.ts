/** Loads what the element needs from late files: texts, QR codes, the test panel, and what concerns the page around it. */
import type { Locale } from "@malipo/protocol";
import { lateFiles } from "./late-files.ts";
import type { Language } from "./locales/words.ts";
import { fetchLanguage, languageOf } from "./locales/words.ts";
import type {
  Host,
  HostActions,
  HostFacts,
  HostPage,
} from "./page/host-page.ts";
import type { CheckoutState } from "./state/checkout-state.ts";
import type { View } from "./views/view.ts";

/** When the browser has nothing else to do. WebKit doesn't say so. */
async function loadPage(): Promise<typeof import("./page/host-page.ts")> {
  await new Promise<unknown>((resolve) => {
    const { requestIdleCallback: ask } = window as Partial<Window>;
    (ask ?? setTimeout)(resolve);
  });
  return lateFiles.page();
}

/** Updates the host when a file has loaded. */
export class LazyParts {
  /** The language in use; null before the first texts are loaded. */
  language: Language | null = null;
  drawQrCode: View["drawQrCode"] = null;
  testPanel: View["testPanel"] = null;
  page: HostPage | null = null;
  readonly #asked = new Set<unknown>();
  readonly #host: Host;
  readonly #actions: HostActions;

  constructor(host: Host, actions: HostActions) {
    this.#host = host;
    this.#actions = actions;
  }

  /** Loads what this state needs. */
  fetch(locale: Locale, state: CheckoutState, testPanel: boolean): void {
    this.language = languageOf(locale) ?? this.language;
    if (!languageOf(locale))
      void fetchLanguage(locale).then(() => {
        this.#host.requestUpdate();
      });
    if (testPanel)
      this.#load(lateFiles.dev, (file) => {
        this.testPanel = file.testPanel;
      });
    if (state.name === "waiting" && state.attempt.action?.type === "tag")
      this.#load(lateFiles.qr, (file) => {
        this.drawQrCode = file.createQrDrawer();
      });
  }

  /** After each render. The page around the checkout comes after its first screen. */
  updatePage(facts: HostFacts): void {
    if (this.language && facts.state.name !== "loading")
      this.#load(loadPage, (file) => {
        this.page = new file.HostPage(this.#host, this.#actions);
      });
    this.page?.update(facts);
  }

  /** Once; no part is needed to pay. */
  #load<File>(ask: () => Promise<File>, use: (file: File) => void): void {
    if (this.#asked.has(ask)) return;
    this.#asked.add(ask);
    ask().then(
      (file) => {
        use(file);
        this.#host.requestUpdate();
      },
      () => undefined,
    );
  }
}
