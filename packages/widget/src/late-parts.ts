/** What the element draws with that comes in late files: words, QR codes, test numbers. */
import type { Locale } from "@malipo/protocol";
import type { ReactiveControllerHost } from "lit";
import { lateFiles } from "./late-files.ts";
import type { Language } from "./locales/words.ts";
import { fetchLanguage, languageOf } from "./locales/words.ts";
import type { CheckoutState } from "./state/checkout-state.ts";
import type { View } from "./views/view.ts";

type Host = Pick<ReactiveControllerHost, "requestUpdate">;

/** Draws the host again when something is here. */
export class LateParts {
  /** The language that is drawn; null before the first words are here. */
  language: Language | null = null;
  drawQrCode: View["draw"] = null;
  testPanel: View["testPanel"] = null;
  #dev: Promise<void> | null = null;
  #qrCode: Promise<void> | null = null;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Asks for what this state is drawn with. */
  fetch(locale: Locale, state: CheckoutState, testPanel: boolean): void {
    const update = (): void => {
      this.#host.requestUpdate();
    };
    this.language = languageOf(locale) ?? this.language;
    if (!languageOf(locale)) void fetchLanguage(locale).then(update);
    if (testPanel)
      this.#dev ??= lateFiles.dev().then(
        (file) => {
          this.testPanel = file.testPanel;
          update();
        },
        () => undefined,
      );
    if (state.name !== "waiting" || state.attempt.action?.type !== "tag")
      return;
    this.#qrCode ??= lateFiles.qr().then(
      (file) => {
        this.drawQrCode = file.createQrDrawer();
        update();
      },
      () => undefined, // It is an extra: nothing is missing without it.
    );
  }
}
