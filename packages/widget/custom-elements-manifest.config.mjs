export default {
  globs: ["src/**/*.ts"],
  outdir: "dist",
  litelement: true,
  packagejson: false,
};
