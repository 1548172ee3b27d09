import vue from "@vitejs/plugin-vue";

const isCustomElement = (tag) => tag === "malipo-checkout";

/** @type {import("vite").UserConfig} */
export default {
  plugins: [vue({ template: { compilerOptions: { isCustomElement } } })],
  server: { port: 3000, strictPort: true },
};
