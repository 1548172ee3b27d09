import { defineConfig, globalIgnores } from "eslint/config";
import { configs as lit } from "eslint-plugin-lit";
import litA11y from "eslint-plugin-lit-a11y";
import { configs as wc } from "eslint-plugin-wc";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores([
    "**/dist/**",
    "**/coverage/**",
    "**/.cache/**",
    "**/.data/**",
  ]),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    // A rule that does not fit is changed here, for everyone to see, never switched off in a comment.
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
    // Chai asserts by property (`to.be.true`), and its `to.equal()` is typed as a thenable.
    files: ["packages/widget/test/**"],
    rules: {
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-floating-promises": "off",
    },
  },
  {
    // Configuration and scripts belong to no TypeScript project.
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
