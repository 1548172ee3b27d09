/** Events after which the order must be read again: page shown, focused, restored, online, storage changed. */

export interface PageHandlers {
  /** The shopper is back on the page. */
  readonly onBack: () => void;
  /** The network connection changed. */
  readonly onLine: () => void;
  /** The page may be hidden; open connections would keep it out of the back-forward cache. */
  readonly onLeave: () => void;
  /** Another tab changed the local storage. */
  readonly onStored: () => void;
}

/** Resolves when the page is shown: one that the browser only prepares may never be. */
export const whenSeen = (): unknown =>
  (document as { readonly prerendering?: boolean }).prerendering &&
  new Promise((resolve) => {
    document.addEventListener("prerenderingchange", resolve, { once: true });
  });

/** Listens until `signal` is aborted. */
export function listenToPage(
  { onBack, onLine, onLeave, onStored }: PageHandlers,
  signal: AbortSignal,
): void {
  const on = (type: string, handler: (event: Event) => void): void => {
    // Document events bubble to the window.
    window.addEventListener(type, handler, { signal });
  };
  const onShown = (): void => {
    if (!document.hidden) onBack();
  };
  on("online", onLine);
  on("offline", onLine);
  on("focus", onShown);
  on("visibilitychange", onShown);
  on("pageshow", (event) => {
    if ((event as PageTransitionEvent).persisted) onBack();
  });
  on("pagehide", onLeave);
  on("storage", onStored);
}
