import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { knownNames, parseConfig } from "../../src/config.ts";

const EXAMPLES = path.resolve(import.meta.dirname, "../../../../examples");
const FILES = ["compose", "deploy"].flatMap((folder) =>
  readdirSync(path.join(EXAMPLES, folder)).map((name) => `${folder}/${name}`),
);
const read = (file: string): string =>
  readFileSync(path.join(EXAMPLES, file), "utf8");

/** What all names of the relay's variables look like. */
const NAME = /\b(?:MALIPO|ALMARA|FLEXPAY)_[A-Z_]*[A-Z]\b/g;

function yamlOf(file: string): unknown[] {
  return parseAllDocuments(read(file), { merge: true }).map((document) => {
    expect(document.errors, file).toEqual([]);
    return document.toJS() as unknown;
  });
}

const CATALOG =
  '{"currency":"KES","products":[{"sku":"A","name":"A","price":"1.00"}]}';

/** The environment as a container has it; its files are there, and say something that fits their names. */
const configure = (
  env: Readonly<Record<string, string>>,
  paths: readonly string[],
) =>
  parseConfig(env, {
    readTextFile: (file) => {
      if (!paths.includes(file)) throw new Error(`nothing mounts ${file}`);
      return file.endsWith(".json")
        ? CATALOG
        : Buffer.from(file.padEnd(32, "#").slice(-32)).toString("base64");
    },
  });

/** The values that a reader fills in. */
const filledIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    text
      .split("\n")
      .filter((line) => /^\w+=/.test(line))
      .map((line) => {
        const [name = "", ...value] = line.split("=");
        return [
          name,
          value
            .join("=")
            .replace(
              "…",
              name === "ALMARA_SHORT_CODE" ? "898100" : "from-the-contract",
            ),
        ];
      }),
  );

describe("examples of deployments", () => {
  it.each(FILES)("%s names only variables that the relay has", (file) => {
    for (const [name] of read(file).matchAll(NAME))
      expect(knownNames(), `${file}: ${name}`).toContain(name);
  });

  const composeSchema = z.object({
    services: z.record(
      z.string(),
      z.looseObject({
        environment: z.record(z.string(), z.string()).optional(),
        secrets: z.array(z.string()).optional(),
        volumes: z.array(z.string()).optional(),
        read_only: z.boolean().optional(),
        cap_drop: z.array(z.string()).optional(),
        security_opt: z.array(z.string()).optional(),
      }),
    ),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
    volumes: z.record(z.string(), z.unknown()),
  });

  it.each([
    ["compose/compose.yaml", ["relay-1", "relay-2"]],
    ["compose/sqlite.yaml", ["relay"]],
  ])(
    "%s configures relays that start, and lets them do little else",
    (file, relays) => {
      const [document] = yamlOf(file);
      const compose = composeSchema.parse(document);
      for (const name of relays) {
        const relay = compose.services[name];
        expect(relay).toMatchObject({
          read_only: true,
          cap_drop: ["ALL"],
          security_opt: ["no-new-privileges:true"],
        });
        const secrets = relay?.secrets ?? [];
        for (const secret of secrets)
          expect(compose.secrets).toHaveProperty(secret);
        const mounts = (relay?.volumes ?? []).map(
          (volume) => volume.split(":")[1] ?? "",
        );
        const paths = [
          ...secrets.map((secret) => `/run/secrets/${secret}`),
          ...mounts,
        ];
        const env = {
          ...filledIn(read("compose/malipo.env.example")),
          ...relay?.environment,
        };
        const parsed = configure(env, paths);
        expect(parsed).toMatchObject({
          ok: true,
          config: { host: "0.0.0.0", trustProxy: 1 },
        });
        const database = env["MALIPO_DATABASE_URL"] ?? "";
        if (database.startsWith("sqlite:"))
          expect(mounts).toContain(
            path.dirname(database.slice("sqlite:".length)),
          );
      }
      // The files that the volumes name are in the folder, or the page tells how to make them.
      for (const { volumes = [] } of Object.values(compose.services))
        for (const [, name = ""] of volumes.flatMap((volume) => [
          ...volume.matchAll(/^\.\/([^:]+):/g),
        ]))
          expect(
            FILES.includes(`compose/${name}`) ||
              read("compose/README.md").includes(name),
            name,
          ).toBe(true);
    },
  );

  it("kubernetes.yaml configures relays that start, and says who they are alike everywhere", () => {
    const objectSchema = z.looseObject({
      kind: z.string(),
      metadata: z.object({ name: z.string() }),
    });
    const objects = yamlOf("deploy/kubernetes.yaml").map((each) =>
      objectSchema.parse(each),
    );
    const ofKind = (kind: string) =>
      objects.filter((each) => each.kind === kind);
    const [deployment] = ofKind("Deployment");
    const { spec } = z
      .object({
        spec: z.object({
          replicas: z.literal(2),
          selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
          template: z.object({
            metadata: z.object({ labels: z.record(z.string(), z.string()) }),
            spec: z.looseObject({
              enableServiceLinks: z.literal(false),
              automountServiceAccountToken: z.literal(false),
              terminationGracePeriodSeconds: z.number().min(36 + 5),
              securityContext: z.looseObject({
                runAsNonRoot: z.literal(true),
                runAsUser: z.literal(1000),
              }),
              containers: z.tuple([
                z.looseObject({
                  securityContext: z.object({
                    allowPrivilegeEscalation: z.literal(false),
                    readOnlyRootFilesystem: z.literal(true),
                    capabilities: z.object({
                      drop: z.tuple([z.literal("ALL")]),
                    }),
                  }),
                  ports: z.array(
                    z.object({ name: z.string(), containerPort: z.number() }),
                  ),
                  startupProbe: z.looseObject({
                    httpGet: z.object({
                      path: z.literal("/readyz"),
                      port: z.literal("admin"),
                    }),
                  }),
                  readinessProbe: z.looseObject({
                    httpGet: z.object({
                      path: z.literal("/readyz"),
                      port: z.literal("admin"),
                    }),
                  }),
                  livenessProbe: z.looseObject({
                    httpGet: z.object({
                      path: z.literal("/livez"),
                      port: z.literal("admin"),
                    }),
                  }),
                  envFrom: z.tuple([
                    z.object({ configMapRef: z.object({ name: z.string() }) }),
                  ]),
                  volumeMounts: z.array(
                    z.looseObject({ name: z.string(), mountPath: z.string() }),
                  ),
                }),
              ]),
              volumes: z.array(
                z.looseObject({
                  name: z.string(),
                  secret: z
                    .looseObject({
                      items: z.array(
                        z.object({ key: z.string(), path: z.string() }),
                      ),
                    })
                    .optional(),
                  configMap: z.object({ name: z.string() }).optional(),
                }),
              ),
            }),
          }),
        }),
      })
      .parse(deployment);
    const [container] = spec.template.spec.containers;
    const configOf = (name: string) =>
      z
        .object({ data: z.record(z.string(), z.string()) })
        .parse(
          ofKind("ConfigMap").find(({ metadata }) => metadata.name === name),
        ).data;
    const paths = container.volumeMounts.flatMap(({ name, mountPath }) => {
      const volume = spec.template.spec.volumes.find(
        (each) => each.name === name,
      );
      expect(volume, name).toBeDefined();
      const files = [
        ...(volume?.secret?.items.map((item) => item.path) ?? []),
        ...(volume?.configMap === undefined
          ? []
          : Object.keys(configOf(volume.configMap.name))),
      ];
      return files.map((file) => `${mountPath}/${file}`);
    });
    const env = configOf(container.envFrom[0].configMapRef.name);
    const parsed = configure(env, paths);
    expect(parsed).toMatchObject({
      ok: true,
      config: { host: "0.0.0.0", adminHost: "0.0.0.0" },
    });
    if (!parsed.ok) return;
    expect(container.ports).toEqual([
      { name: "http", containerPort: parsed.config.port },
      { name: "admin", containerPort: parsed.config.adminPort },
    ]);
    const { matchLabels } = spec.selector;
    expect(spec.template.metadata.labels).toMatchObject(matchLabels);
    const selectors = [
      "PodDisruptionBudget",
      "Service",
      "NetworkPolicy",
    ].flatMap((kind) =>
      ofKind(kind).map((each) => {
        const own = z
          .looseObject({ selector: z.unknown(), podSelector: z.unknown() })
          .parse({
            selector: null,
            podSelector: null,
            ...(each["spec"] as object),
          });
        return JSON.stringify(own.selector ?? own.podSelector);
      }),
    );
    expect(selectors).toEqual(
      [{ matchLabels }, matchLabels, { matchLabels }].map((each) =>
        JSON.stringify(each),
      ),
    );
    // The page makes the secret with these keys.
    const [, command = ""] =
      /kubectl create secret generic malipo \\\n(.*)\n/.exec(
        read("deploy/README.md"),
      ) ?? [];
    expect(
      [...command.matchAll(/--from-file=(\S+)/g)].map(([, key]) => key),
    ).toEqual(
      spec.template.spec.volumes.flatMap(
        ({ secret }) => secret?.items.map(({ key }) => key) ?? [],
      ),
    );
  });
});
