/**
 * Parts of the widget in files of their own, loaded when they are needed. The checkout works without them. For some
 * minutes after an update, a page may combine files of two versions, so exports must keep their names and types.
 */
// Async, so that a missing URL (the classic script in a bundle) rejects like any failed load.
export const lateFiles = {
  sw: async () => import("./locales/sw.ts"),
  fr: async () => import("./locales/fr.ts"),
  ar: async () => import("./locales/ar.ts"),
  ha: async () => import("./locales/ha.ts"),
  yo: async () => import("./locales/yo.ts"),
  ig: async () => import("./locales/ig.ts"),
  pcm: async () => import("./locales/pcm.ts"),
  lang: async () => import("./language-switch.ts"),
  qr: async () => import("./qr-code.ts"),
  page: async () => import("./page/host-page.ts"),
  phone: async () => import("./remembered-phone.ts"),
  dev: async () => import("./for-developers.ts"),
  old: async () => import("./too-old.ts"),
};
