/** Keeps the page behind an open dialog where it is. */
import { PageStyle, STRONG } from "./page-style.ts";

/** The viewport takes `overflow` from the body where the root element has none (CSS Overflow 3, section 3.3). */
function scroller(): string {
  const { overflowX, overflowY } = getComputedStyle(document.documentElement);
  return overflowX === "visible" && overflowY === "visible" ? "body" : "html";
}

export class ScrollLock {
  #locked = false;
  readonly #style = new PageStyle();

  set(locked: boolean): void {
    if (locked === this.#locked) return;
    this.#locked = locked;
    if (!locked) {
      this.#style.set("");
      return;
    }
    // The room of the scroll bar stays, so that the page doesn't jump.
    const hasBar = innerWidth > document.documentElement.clientWidth;
    const gutter = hasBar ? "scrollbar-gutter:stable!important;" : "";
    this.#style.set(
      `html${STRONG}{${gutter}overscroll-behavior:none!important}` +
        `${scroller()}${STRONG}{overflow:hidden!important}`,
    );
  }
}
