/** What the documentation site has, in its order. A page's title and summary are its own first heading and sentence. */
export interface Section {
  readonly title: string;
  /** Markdown files of the repository. */
  readonly files: readonly string[];
}

/** The first page of the site. */
const HOME = "docs/README.md";
/** Written by the build from the relay's OpenAPI document. */
export const API_REFERENCE = "docs/api.md";
/** Written by the build: one line for each decision. */
export const DECISIONS = "docs/decisions/README.md";

export const SECTIONS: readonly Section[] = [
  {
    title: "Start",
    files: [
      HOME,
      "docs/ten-minutes.md",
      "docs/how-a-payment-goes.md",
      "docs/go-live.md",
    ],
  },
  {
    title: "Integrate",
    files: [
      "docs/frameworks.md",
      "docs/webhooks.md",
      "docs/webhook-receivers.md",
      "packages/widget/README.md",
      "packages/relay/README.md",
      "packages/client/README.md",
      "packages/sandbox/README.md",
      "packages/console/README.md",
      "docs/themes.md",
      "docs/languages.md",
      "examples/storefront/README.md",
      "examples/plain-html/README.md",
      "examples/react/README.md",
      "examples/vue/README.md",
      "examples/express4/README.md",
      "examples/php/README.md",
    ],
  },
  {
    title: "Run",
    files: [
      "docs/configuration.md",
      "docs/operations.md",
      "docs/console.md",
      "examples/deploy/README.md",
      "examples/compose/README.md",
      "docs/console-links.md",
      "docs/console-office.md",
      "docs/security.md",
      "docs/accessibility.md",
      "docs/performance.md",
      "docs/size-and-speed.md",
    ],
  },
  {
    title: "Reference",
    files: [
      "docs/merchant-interface.md",
      API_REFERENCE,
      "docs/problems.md",
      "packages/protocol/README.md",
      "packages/relay/src/adapters/almara/README.md",
      "packages/relay/src/adapters/flexpay/README.md",
      "CHANGELOG.md",
      "docs/comparison.md",
      "SECURITY.md",
    ],
  },
  {
    title: "Contribute",
    files: [
      "CONTRIBUTING.md",
      "docs/architecture.md",
      "docs/dependencies.md",
      DECISIONS,
    ],
  },
];

/** Not in the navigation, and found by links and the search. */
export const OTHER_FILES = ["docs/decisions/[0-9]*.md", "test/*/README.md"];

/** Where a Markdown file's page is in the site: `docs/webhooks.md` -> `webhooks.html`. */
export function addressOf(file: string): string {
  if (file === HOME) return "index.html";
  return file
    .replace(/^docs\//, "")
    .replace(/\/README\.md$/, ".md")
    .replace(/\.md$/, ".html")
    .toLowerCase();
}
