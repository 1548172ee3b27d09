/** The checkout's layers in the session history: an open dialog, and the step after the review. */

/** The layers of a history entry. `history.state` is the page's, so anything may be in it. */
export function layersOf(state: unknown): readonly unknown[] {
  const { malipo } = Object(state) as { readonly malipo?: unknown };
  return Array.isArray(malipo) ? (malipo as readonly unknown[]) : [];
}

/** The layers when the page was loaded: after a reload, each is shown again, once. There is no history on a server. */
export const layersAtLoad = new Set(
  layersOf((globalThis as { readonly history?: History }).history?.state),
);
