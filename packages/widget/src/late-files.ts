/**
 * The parts of the widget that are files of their own, beside the main one: fetched when they are needed, and done
 * without where they can't be had. A page may for some minutes have the main file of one version and a late file of
 * another, so what they export keeps its name and shape.
 */
// Async, so that a file without an address (the classic script in a bundle) fails like any load that fails.
export const lateFiles = {
  sw: async () => import("./locales/sw.ts"),
  qr: async () => import("./qr-code.ts"),
  dev: async () => import("./for-developers.ts"),
};
