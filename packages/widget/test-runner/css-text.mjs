/** Serves `*.css?inline` as Vite bundles it: a module that exports the text. */
export const cssText = {
  name: "css-text",
  resolveMimeType({ path, URL }) {
    return path.endsWith(".css") && URL.searchParams.has("inline")
      ? "js"
      : undefined;
  },
  transform({ path, URL, body }) {
    return path.endsWith(".css") && URL.searchParams.has("inline")
      ? `export default ${JSON.stringify(body)};`
      : undefined;
  },
};
