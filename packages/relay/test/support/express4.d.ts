/** The parts of Express 4 that are used have not changed. */
declare module "express4" {
  import express from "express";
  export default express;
}
