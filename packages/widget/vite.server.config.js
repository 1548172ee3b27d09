import { defineConfig } from "vite";

/** Lit's browser build needs a DOM to load, so nothing of a package may get in here. */
const ownCodeOnly = {
  name: "own-code-only",
  moduleParsed({ id }) {
    if (/[\\/]node_modules[\\/]/.test(id))
      this.error(`src/server.ts must load without a DOM, but takes in ${id}`);
  },
};

/** What a server gets that imports the package: the public names, and nothing that touches a DOM. And React's component. */
export default defineConfig({
  plugins: [ownCodeOnly],
  build: {
    target: "es2022",
    emptyOutDir: false,
    lib: {
      entry: { server: "src/server.ts", react: "src/react.ts" },
      formats: ["es"],
      fileName: (_format, name) => `${name}.js`,
    },
    rolldownOptions: {
      external: ["react"],
      output: {
        // React's server components take it for what runs in the browser.
        banner: ({ name }) => (name === "react" ? '"use client";' : ""),
      },
    },
  },
});
