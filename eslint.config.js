import { defineConfig, globalIgnores } from "eslint/config";
import { configs as lit } from "eslint-plugin-lit";
import litA11y from "eslint-plugin-lit-a11y";
import { configs as wc } from "eslint-plugin-wc";
import tseslint from "typescript-eslint";

const ASK_THE_CLOCK = "Time comes through the clock port.";
const ASK_THE_PORT = "Randomness comes through a port.";

const WORLD = ["console", "crypto", "fetch", "performance", "process"];

const TIMERS = [
  "clearInterval",
  "clearTimeout",
  "setImmediate",
  "setInterval",
  "setTimeout",
];

const BROWSER = [
  "document",
  "history",
  "localStorage",
  "location",
  "navigator",
  "sessionStorage",
  "window",
];

export default defineConfig(
  globalIgnores([
    "**/dist/**",
    "**/coverage/**",
    "**/.cache/**",
    "**/.data/**",
    "packages/client/src/merchant-api.ts", // generated
  ]),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    // Change rules here, not in comments, so that exceptions are visible.
    linterOptions: { noInlineConfig: true },
    rules: {
      "max-lines": ["error", { max: 350 }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
    },
  },
  {
    files: ["packages/widget/**/*.ts"],
    extends: [
      lit["flat/recommended"],
      wc["flat/recommended"],
      litA11y.configs.recommended,
    ],
  },
  {
    // Any browser has to be able to read it.
    files: ["packages/widget/src/too-old.ts"],
    rules: { "no-var": "off" },
  },
  {
    // Chai asserts by property (`to.be.true`), and its `to.equal()` is typed as a thenable.
    files: ["packages/widget/test/**"],
    rules: {
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-floating-promises": "off",
    },
  },
  {
    // Globals also give access to the outside world, which the import rules can't see.
    files: ["packages/relay/src/{domain,use-cases}/**"],
    rules: {
      "no-restricted-globals": ["error", ...WORLD],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: ASK_THE_CLOCK },
        { object: "Math", property: "random", message: ASK_THE_PORT },
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: ASK_THE_CLOCK,
        },
      ],
    },
  },
  {
    files: ["packages/relay/src/domain/**"],
    rules: { "no-restricted-globals": ["error", ...WORLD, ...TIMERS] },
  },
  {
    files: ["packages/widget/src/state/**"],
    rules: {
      "no-restricted-globals": ["error", ...WORLD, ...TIMERS, ...BROWSER],
    },
  },
  {
    // Configuration and scripts are not part of a TypeScript project.
    files: [
      "**/*.{js,mjs,cjs}",
      "**/*.d.mts",
      "**/*.config.ts",
      "vitest.shared.ts",
    ],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
