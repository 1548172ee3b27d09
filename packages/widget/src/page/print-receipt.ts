/**
 * Prints the receipt alone. A copy stands beside the page's body while the browser prints, so that nothing that the
 * element stands in (dialogs, clipped or transformed parents, shadow roots) touches it.
 */
import { PageStyle, STRONG } from "./page-style.ts";

const PAGE = `@page{size:auto;margin:16mm}
@media print{
html${STRONG}{all:initial!important;display:block!important}
html${STRONG}>:not([data-malipo-receipt]){display:none!important}
}`;

const RECEIPT = `:host{all:initial!important;display:none!important}
@media print{:host{display:block!important}}
*{animation:none!important}
.theme{max-width:600px;--text:#000!important;--muted:#444!important;--background:#fff!important;--surface:#fff!important;--border:#bbb!important;--accent:#444!important;--on-accent:#fff!important}
.root{max-width:none;border:0;overflow:visible}
.columns{display:flex!important;flex-direction:column-reverse}
.main{min-height:0!important;animation:none}
.main>:not(h2,p,dl),.main>.badge,.bar,header small,.fold,.button,footer,.unseen,slot:not([name=header]){display:none!important}
.plain>*,.plain{max-width:none!important;text-align:start!important;align-items:start!important}
dl,.summary{background:none!important}
dl{border:1px solid #bbb;width:100%}
.summary{border:0!important;padding:0!important}
.folded{display:block!important;padding:0 24px!important}
h3{display:block!important;padding-bottom:8px}
li,dl div{break-inside:avoid}`;

export class ReceiptPrinter {
  #copy: HTMLElement | null = null;
  readonly #style = new PageStyle();
  readonly #onPrinted = (): void => {
    this.end();
  };

  /** `root`: the element's, on the screen of a paid order. */
  print(root: ShadowRoot): void {
    this.end();
    const card = root.querySelector(".root");
    if (!card) return;
    const look = document.createElement("div");
    look.className = "theme light";
    look.lang = card.parentElement?.lang ?? "";
    look.append(card.cloneNode(true));
    const copy = document.createElement("div");
    copy.dataset["malipoReceipt"] = "";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(RECEIPT);
    const shadow = copy.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    shadow.append(look);
    document.documentElement.append(copy);
    this.#copy = copy;
    this.#style.set(PAGE);
    addEventListener("afterprint", this.#onPrinted, { once: true });
    window.print();
  }

  end(): void {
    removeEventListener("afterprint", this.#onPrinted);
    this.#copy?.remove();
    this.#copy = null;
    this.#style.set("");
  }
}
