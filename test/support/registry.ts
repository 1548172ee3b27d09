/** A registry that has the workspace's own packages as npm would publish them, and nothing else. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { createPackageFromTarballData } from "@arethetypeswrong/core";
import type { Tarballs } from "./packed.ts";

export interface Registry {
  /** For `@malipo:registry` in an .npmrc. */
  readonly url: string;
  close(): Promise<void>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
export async function startRegistry(tarballs: Tarballs): Promise<Registry> {
  const packages = Object.values(tarballs).map((file) => {
    const data = new Uint8Array(readFileSync(file));
    const packed = createPackageFromTarballData(data);
    const folder = `/node_modules/${packed.packageName}`;
    const text = packed.readFile(`${folder}/package.json`);
    return { file, data, manifest: JSON.parse(text) as Manifest };
  });
  const server = createServer((req, res) => {
    const asked = decodeURIComponent(req.url ?? "").slice(1);
    const tarball = packages.find(({ file }) => path.basename(file) === asked);
    if (tarball !== undefined) {
      res.end(tarball.data);
      return;
    }
    const found = packages.find(({ manifest }) => manifest.name === asked);
    if (found === undefined) {
      res.writeHead(404).end();
      return;
    }
    const { file, data, manifest } = found;
    const { name, version } = manifest;
    const hash = createHash("sha512").update(data).digest("base64");
    const dist = {
      tarball: `${url}${path.basename(file)}`,
      integrity: `sha512-${hash}`,
    };
    res.setHeader("content-type", "application/json");
    res.end(
      JSON.stringify({
        name,
        "dist-tags": { latest: version },
        versions: { [version]: { ...manifest, dist } },
      }),
    );
  });
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      resolve();
    }),
  );
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
