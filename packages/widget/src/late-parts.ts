/** Loads what the element needs from late files: texts, QR codes, the test panel. */
import type { Locale } from "@malipo/protocol";
import type { ReactiveControllerHost } from "lit";
import { lateFiles } from "./late-files.ts";
import type { Language } from "./locales/words.ts";
import { fetchLanguage, languageOf } from "./locales/words.ts";
import type { CheckoutState } from "./state/checkout-state.ts";
import type { View } from "./views/view.ts";

type Host = Pick<ReactiveControllerHost, "requestUpdate">;

/** Updates the host when a file has loaded. */
export class LazyParts {
  /** The language in use; null before the first texts are loaded. */
  language: Language | null = null;
  drawQrCode: View["drawQrCode"] = null;
  testPanel: View["testPanel"] = null;
  #dev: Promise<void> | null = null;
  #qrCode: Promise<void> | null = null;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Loads what this state needs. */
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
      () => undefined, // The QR code is optional.
    );
  }
}
