import { defineConfig, globalIgnores } from "eslint/config";
import { configs as lit } from "eslint-plugin-lit";
import litA11y from "eslint-plugin-lit-a11y";
import { configs as wc } from "eslint-plugin-wc";
import parser from "@typescript-eslint/parser";

/** Only the rules that Oxlint (`.oxlintrc.json`) can't run: those about Lit's templates, and one about syntax. */
export default defineConfig(
  globalIgnores([
    "**/dist/**",
    "**/coverage/**",
    "**/.cache/**",
    "**/.data/**",
  ]),
  {
    files: ["packages/{widget,console}/**/*.ts"],
    languageOptions: { parser },
    linterOptions: { noInlineConfig: true },
    extends: [
      lit["flat/recommended"],
      wc["flat/recommended"],
      litA11y.configs.recommended,
    ],
  },
  {
    files: ["packages/relay/src/{domain,use-cases}/**/*.ts"],
    languageOptions: { parser },
    linterOptions: { noInlineConfig: true },
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "Time comes through the clock port.",
        },
      ],
    },
  },
);
