/** @type {import("vite").UserConfig} */
export default { server: { port: 3000, strictPort: true } };
