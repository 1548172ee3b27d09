/**
 * Parts of the widget in files of their own, loaded when they are needed. The checkout works without them. For some
 * minutes after an update, a page may combine files of two versions, so exports must keep their names and types.
 */
const besideUs = {
  sw: () => import("./locales/sw.ts"),
  fr: () => import("./locales/fr.ts"),
  ar: () => import("./locales/ar.ts"),
  ha: () => import("./locales/ha.ts"),
  yo: () => import("./locales/yo.ts"),
  ig: () => import("./locales/ig.ts"),
  pcm: () => import("./locales/pcm.ts"),
  lang: () => import("./language-switch.ts"),
  qr: () => import("./qr-code.ts"),
  page: () => import("./page/host-page.ts"),
  phone: () => import("./remembered-phone.ts"),
  link: () => import("./link-form.ts"),
  dev: () => import("./for-developers.ts"),
  old: () => import("./too-old.ts"),
};

/** The relay, which serves the files as well. */
export const home = { relay: "" };

/** A script that is inlined, or in one file with others, has nothing beside it. The relay's files are the same. */
export const lateFiles = Object.fromEntries(
  Object.entries(besideUs).map(([name, ask]) => [
    name,
    async () => {
      try {
        return await ask();
      } catch {
        const path = home.relay.replace(/\/*$/, `/widget/v1/malipo.${name}.js`);
        return (await import(
          /* @vite-ignore */ new URL(path, document.baseURI).href
        )) as unknown;
      }
    },
  ]),
) as typeof besideUs;
