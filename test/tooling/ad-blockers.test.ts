/** Names that lists of ad blockers hide or block: none of a checkout's classes, ids, files and routes is one. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { LATE_FILES } from "../../packages/widget/late-files.mjs";
import { ROUTE_GROUPS } from "../../packages/relay/src/http/routes.ts";
import { at } from "../../scripts/lib/paths.ts";

/** What EasyList, EasyPrivacy and the lists against annoyances hide on every site, as words of a name. */
const WORDS = new Set(
  (
    "ad ads adv advert adverts advertisement advertising adsense adserver adsense adunit banner banners sponsor sponsored sponsors promo " +
    "promotion promotions promoted track tracker trackers tracking analytics metrics stats telemetry beacon pixel " +
    "collect impression impressions click clicks affiliate affiliates popup popups popunder modal lightbox interstitial " +
    "overlay newsletter subscribe subscription signup cookie cookies consent gdpr ccpa cmp social share sharing " +
    "sharer follow like tweet facebook twitter whatsapp addthis taboola outbrain paywall survey feedback push notification " +
    "widget-ad skyscraper leaderboard"
  ).split(" "),
);
/** The fixed address of the relay's files, which no list has alone, and the names that messengers read of a page's preview. */
const ALLOWED = new Set(["widget"]);
const PREVIEW = /^(?:og|twitter):/;

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word && !ALLOWED.has(word));
const hits = (names: Iterable<string>): string[] =>
  [...new Set(names)].filter(
    (name) =>
      !PREVIEW.test(name) && wordsOf(name).some((word) => WORDS.has(word)),
  );

const filesIn = (folder: string, kind: RegExp): string[] =>
  readdirSync(at(folder), { recursive: true, encoding: "utf8" })
    .filter((name) => kind.test(name))
    .map((name) => path.join(at(folder), name));
const MARKUP = /\s(?:class|id|name|data-[\w-]+)="?([^"\s>]+(?:\s[^">]+)?)"?/g;
const SELECTORS = /[.#]([a-z][\w-]*)(?=[^{}]*\{)/g;

/** Names in the templates and style sheets of a folder. */
function namesIn(folder: string): string[] {
  const names: string[] = [];
  for (const file of filesIn(folder, /\.(ts|css|html)$/)) {
    const text = readFileSync(file, "utf8");
    const found = text.matchAll(/\.css$/.test(file) ? SELECTORS : MARKUP);
    for (const [, name = ""] of found) names.push(...name.split(/\s+/));
  }
  return names;
}

describe("what ad blockers hide", () => {
  it("is found where it is", () => {
    expect(
      hits(["banner", "top-ad", "socialShare", "/ads/x.js", "malipo.stats.js"]),
    ).toHaveLength(5);
    expect(hits(["add", "header", "address", "shirt", "badge"])).toEqual([]);
  });

  for (const folder of [
    "packages/widget/src/views",
    "packages/widget/src/styles",
    "packages/widget/src",
    "packages/relay/src/http/pages",
    "examples/storefront/src",
  ])
    it(`is no class and no id of ${folder}`, () => {
      const names = namesIn(folder);
      expect(names.length).toBeGreaterThan(10);
      expect(hits(names)).toEqual([]);
    });

  it("is no file of the widget", () => {
    const files = [
      "malipo.js",
      "malipo.classic.js",
      ...Object.keys(LATE_FILES),
    ];
    expect(hits(files)).toEqual([]);
  });

  it("is no route of the relay that a page calls", () => {
    const paths = ROUTE_GROUPS.filter(({ tag }) => tag !== "Merchant")
      .flatMap(({ routes }) => routes)
      .map((route) => route.path);
    expect(paths.length).toBeGreaterThan(10);
    expect(hits(paths)).toEqual([]);
  });
});
