/** Servers that the relay may be a guest in, each with its mount at a path (or at the root) and a page behind it. */
import type { RequestListener } from "node:http";
import middie from "@fastify/middie";
import connect from "connect";
import express5 from "express";
import express4 from "express4";
import fastify from "fastify";
import { onTestFinished } from "vitest";
import type { RelayMount } from "../../src/http/mount.ts";
import { listen } from "./http-server.ts";

const PAGE = "the host's page";

type StartHost = (mount: RelayMount, path: string) => Promise<string>;

const inExpress =
  (create: typeof express5): StartHost =>
  (mount, path) => {
    const app = create();
    if (path === "") app.use(mount);
    else app.use(path, mount);
    app.use((_req, res) => void res.end(PAGE));
    return listen(app as RequestListener);
  };

export const HOSTS: Readonly<Record<string, StartHost>> = {
  "Express 5": inExpress(express5),
  "Express 4": inExpress(express4),
  connect: (mount, path) => {
    const app = connect();
    app.use(path === "" ? "/" : path, mount);
    app.use((_req, res) => void res.end(PAGE));
    return listen(app);
  },
  "Fastify with middie": async (mount, path) => {
    const app = fastify();
    await app.register(middie);
    if (path === "") app.use(mount);
    else app.use(path, mount);
    app.setNotFoundHandler((_req, reply) => void reply.code(200).send(PAGE));
    onTestFinished(() => app.close());
    return app.listen({ port: 0, host: "127.0.0.1" });
  },
  // Without a framework nothing is cut off.
  "node:http": (mount) =>
    listen((req, res) => {
      mount(req, res, () => res.end(PAGE));
    }),
};
