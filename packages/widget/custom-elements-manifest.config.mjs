import { packageManifest } from "./manifest.mjs";

export default {
  globs: ["src/**/*.ts"],
  outdir: "dist",
  litelement: true,
  packagejson: false,
  plugins: [packageManifest("dist")],
};
