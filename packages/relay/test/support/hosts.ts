/** Servers that the relay may be a guest in, each with its mount at a path (or at the root) and a page behind it. */
import { createServer } from "node:http";
import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import middie from "@fastify/middie";
import connect from "connect";
import express5 from "express";
import express4 from "express4";
import fastify from "fastify";
import { onTestFinished } from "vitest";
import type { RelayMount } from "../../src/http/mount.ts";

const PAGE = "the host's page";

type StartHost = (mount: RelayMount, path: string) => Promise<string>;

const onFreePort = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  closeAfterTest(server);
  return addressOf(server);
};

const addressOf = (server: Server): string =>
  `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;

function closeAfterTest(server: Server): void {
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
}

const inExpress =
  (create: typeof express5): StartHost =>
  (mount, path) => {
    const app = create();
    if (path === "") app.use(mount);
    else app.use(path, mount);
    app.use((_req, res) => void res.end(PAGE));
    return onFreePort(app as RequestListener);
  };

export const HOSTS: Readonly<Record<string, StartHost>> = {
  "Express 5": inExpress(express5),
  "Express 4": inExpress(express4),
  connect: (mount, path) => {
    const app = connect();
    app.use(path === "" ? "/" : path, mount);
    app.use((_req, res) => void res.end(PAGE));
    return onFreePort(app);
  },
  "Fastify with middie": async (mount, path) => {
    const app = fastify();
    await app.register(middie);
    if (path === "") app.use(mount);
    else app.use(path, mount);
    app.setNotFoundHandler((_req, reply) => void reply.code(200).send(PAGE));
    await app.listen({ port: 0, host: "127.0.0.1" });
    onTestFinished(() => app.close());
    return addressOf(app.server);
  },
  // Without a framework nothing is cut off.
  "node:http": (mount) =>
    onFreePort((req, res) => {
      mount(req, res, () => res.end(PAGE));
    }),
};
