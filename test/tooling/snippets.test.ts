/** Every snippet of JavaScript and TypeScript in the guides compiles, and so do the types for frameworks' templates. */
import {
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at } from "../../scripts/lib/paths.ts";

const GUIDES = globSync(
  ["*.md", "docs/**/*.md", "packages/*/README.md", "examples/*/README.md"],
  { cwd: at(".") },
).sort();

/** Inside the workspace, where its packages are found. */
const FOLDER = at(".cache", "snippets");

/** What a reader has around the snippet. */
const AROUND = `
import type { MalipoCheckout } from "@malipo/widget";
declare global {
  const checkout: MalipoCheckout;
}
`;

const FRAMEWORKS = {
  "react.tsx": `
import "@malipo/widget/react";
const cart = [{ sku: "A", quantity: 1 }];
export const fine = (
  <malipo-checkout relay="/pay" cart={cart} cart-token="x" mode="dialog" methods={["mpesa"]} class="wide" test-panel=""
    onmalipo-outcome={(event) => { event.detail.outcome.status satisfies string; }}>
    <button>Buy</button>
  </malipo-checkout>
);
export const text = <malipo-checkout relay="/pay" cart={JSON.stringify(cart)} />;
// @ts-expect-error: there is no such mode
export const mode = <malipo-checkout mode="popup" />;
// @ts-expect-error: a line has a sku
export const line = <malipo-checkout cart={[{ quantity: 1 }]} />;
// @ts-expect-error: there is no such attribute
export const odd = <malipo-checkout colour="red" />;
// @ts-expect-error: the detail of this event has no such field
export const event = <malipo-checkout onmalipo-outcome={({ detail }) => detail.state} />;
`,
  "vue.ts": `
import type { GlobalComponents } from "vue";
import "@malipo/widget/vue";
type Props = InstanceType<GlobalComponents["malipo-checkout"]>["$props"];
export const fine: Props = {
  relay: "/pay",
  cart: [{ sku: "A", quantity: 1 }],
  "onMalipo-outcome": undefined,
  onMalipoOutcome: ({ detail }) => { detail.order.reference satisfies string; },
};
// @ts-expect-error: there is no such theme
export const theme: Props = { theme: "purple" };
`,
  "svelte.ts": `
import type { SvelteHTMLElements } from "svelte/elements";
import "@malipo/widget/svelte";
type Props = SvelteHTMLElements["malipo-checkout"];
export const fine: Props = {
  relay: "/pay",
  cart: [{ sku: "A", quantity: 1 }],
  "onmalipo-error": ({ detail }) => { detail.recoverable satisfies boolean; },
};
// @ts-expect-error: there is no such theme
export const theme: Props = { theme: "purple" };
`,
};

interface Snippet {
  /** Other tests run it: it is JavaScript without types. */
  readonly isRun: boolean;
  readonly file: string;
  readonly guide: string;
  readonly line: number;
}

const snippets: Snippet[] = [];
let program: ts.Program;

const write = (file: string, text: string): void => {
  writeFileSync(path.join(FOLDER, file), text);
};

beforeAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  write("package.json", '{"type":"module"}');
  write("around.ts", AROUND);
  for (const [file, text] of Object.entries(FRAMEWORKS)) write(file, text);
  for (const guide of GUIDES) {
    const text = readFileSync(at(guide), "utf8");
    for (const { 1: language = "", 2: code = "", index } of text.matchAll(
      /^ *```(js|ts|tsx)\n([^]*?)^ *```/gm,
    )) {
      const file = `snippet-${snippets.length}.${language}`;
      // Each is a module of its own, so that names don't meet.
      write(file, `${code}\nexport {};\n`);
      const line = text.slice(0, index).split("\n").length;
      const isRun =
        /<!-- (?:tested|snippet|file|receiver): [\w.-]+ -->\s*$/.test(
          text.slice(0, index),
        );
      snippets.push({ file, guide, line, isRun });
    }
  }
  program = ts.createProgram({
    rootNames: [
      "around.ts",
      ...Object.keys(FRAMEWORKS),
      ...snippets.map(({ file }) => file),
    ].map((file) => path.join(FOLDER, file)),
    options: {
      strict: true,
      noEmit: true,
      allowJs: true,
      checkJs: true,
      // JavaScript has no types to write.
      noImplicitAny: false,
      skipLibCheck: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      types: ["node"],
      jsx: ts.JsxEmit.ReactJSX,
    },
  });
}, 120_000);
afterAll(() => {
  rmSync(FOLDER, { recursive: true, force: true });
});

function faultsOf(file: string, isRun = false): readonly string[] {
  const source = program.getSourceFile(path.join(FOLDER, file));
  if (source === undefined) return ["was not read"];
  return [
    ...program.getSyntacticDiagnostics(source),
    ...(isRun ? [] : program.getSemanticDiagnostics(source)),
  ].map(({ start = 0, messageText }) => {
    const { line } = source.getLineAndCharacterOfPosition(start);
    return `${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
  });
}

describe("the snippets of the guides", () => {
  it("are there", () => {
    expect(snippets.length).toBeGreaterThan(12);
  });

  it("compile", () => {
    const faults = snippets.flatMap(({ file, guide, line, isRun }) =>
      faultsOf(file, isRun).map((fault) => `${guide}:${line}, ${fault}`),
    );
    expect(faults).toEqual([]);
  });
});

describe("the types for templates", () => {
  it.each(Object.keys(FRAMEWORKS))(
    "%s accept what the element takes, and nothing else",
    (file) => {
      expect(faultsOf(file)).toEqual([]);
    },
  );
});

describe("a page that says npx", () => {
  const COMMANDS = { "npx malipo-sandbox": "sandbox", "npx malipo ": "relay" };

  it.each(GUIDES)("%s says npm install before it", (guide) => {
    const text = readFileSync(at(guide), "utf8");
    for (const [command, name] of Object.entries(COMMANDS)) {
      const first = text.indexOf(command);
      if (first === -1) continue;
      const before = text.slice(0, first);
      expect(before, command).toMatch(
        new RegExp(`npm install (?:\\S+ )*@malipo/${name}`),
      );
    }
  });
});
