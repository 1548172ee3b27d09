/**
 * Parts of the widget in files of their own, loaded when they are needed. The checkout works without them. For some
 * minutes after an update, a page may combine files of two versions, so exports must keep their names and types.
 */
// Async, so that a missing URL (the classic script in a bundle) rejects like any failed load.
export const lateFiles = {
  sw: async () => import("./locales/sw.ts"),
  qr: async () => import("./qr-code.ts"),
  page: async () => import("./page/host-page.ts"),
  dev: async () => import("./for-developers.ts"),
};
