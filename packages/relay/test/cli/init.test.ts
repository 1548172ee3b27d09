import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { parseCatalogFile } from "../../src/adapters/catalog/file-catalog.ts";
import { toEnvLine } from "../../src/cli/init/env-text.ts";
import { parseConfig } from "../../src/config.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { runCommand } from "./cli-context.ts";

const KEYS = [
  "MALIPO_MASTER_KEY",
  "MALIPO_MERCHANT_KEY",
  "MALIPO_WEBHOOK_SECRET",
];

const initIn = (folder: string, ...args: readonly string[]) =>
  runCommand(["init", "--yes", "--dir", folder, ...args], {});

const envOf = (folder: string) =>
  parseEnv(readFileSync(path.join(folder, "malipo.env"), "utf8"));

const git = (folder: string, ...args: readonly string[]) =>
  spawnSync("git", args, { cwd: folder, encoding: "utf8" });

describe("malipo init", () => {
  it("writes a configuration that works, which only its owner can read", async () => {
    const folder = path.join(temporaryFolder(), "new shop");
    const { code, text, errors } = await initIn(
      folder,
      "--name",
      "Mama's Shop",
    );
    expect([code, errors]).toEqual([0, ""]);
    const env = envOf(folder);
    for (const key of KEYS) {
      expect(text).toContain(key);
      expect(text).not.toContain(env[key]);
    }
    expect(text).not.toContain("Still to do");
    const parsed = parseConfig(env);
    expect(parsed).toMatchObject({
      ok: true,
      config: {
        publicUrl: "http://localhost:4001",
        merchant: { name: "Mama's Shop" },
        methods: ["mpesa", "card"],
        merchantKey: expect.stringMatching(
          /^malipo_test_[0-9a-f]{64}$/,
        ) as string,
        databaseUrl: `sqlite:${path.join(folder, "malipo.sqlite")}`,
      },
    });
    expect(statSync(path.join(folder, "malipo.env")).mode & 0o777).toBe(0o600);
    const catalog = readFileSync(path.join(folder, "catalog.json"), "utf8");
    expect(parseCatalogFile(catalog).ok).toBe(true);
    const page = readFileSync(path.join(folder, "checkout.html"), "utf8");
    expect(page).toContain('relay="http://localhost:4001"');
    expect(existsSync(path.join(folder, ".gitignore"))).toBe(false);
  });

  it("replaces nothing when it is run again, and other keys come with another folder", async () => {
    const [folder, other] = [temporaryFolder(), temporaryFolder()];
    await initIn(folder);
    const files = readdirSync(folder);
    const contents = files.map((name) =>
      readFileSync(path.join(folder, name), "utf8"),
    );
    const again = await initIn(folder, "--public-url", "https://other.example");
    expect(again.code).toBe(0);
    expect(again.text).not.toContain("added");
    expect(readdirSync(folder)).toEqual(files);
    expect(
      files.map((name) => readFileSync(path.join(folder, name), "utf8")),
    ).toEqual(contents);
    await initIn(other);
    for (const key of KEYS)
      expect(envOf(other)[key]).not.toBe(envOf(folder)[key]);
  });

  it("keeps every value that is there, and adds what is missing", async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, "malipo.env");
    const text = `MALIPO_PUBLIC_URL=http://localhost:9001
export MALIPO_MASTER_KEY='kept'
MALIPO_MERCHANT_KEY_FILE=/run/secrets/key
MALIPO_WEBHOOK_SECRET=
#MALIPO_MERCHANT_NAME=commented out
OTHER=1`;
    writeFileSync(file, text, { mode: 0o644 });
    const { code, text: said } = await initIn(folder);
    expect(code).toBe(0);
    expect(said).toMatch(
      /kept as they are: MALIPO_PUBLIC_URL, MALIPO_MASTER_KEY, MALIPO_MERCHANT_KEY\n/,
    );
    expect(readFileSync(file, "utf8").startsWith(`${text}\n`)).toBe(true);
    expect(envOf(folder)).toMatchObject({
      MALIPO_MASTER_KEY: "kept",
      MALIPO_MERCHANT_NAME: "My shop",
      MALIPO_WEBHOOK_SECRET: expect.stringMatching(/^whsec_/) as string,
      OTHER: "1",
    });
    expect(envOf(folder)).not.toHaveProperty("MALIPO_MERCHANT_KEY");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(path.join(folder, "checkout.html"), "utf8")).toContain(
      "http://localhost:9001/widget",
    );
  });

  it("takes keys over from the environment, as they may have a database", async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "malipo.sqlite"), "");
    const key = Buffer.alloc(32, "k").toString("base64");
    const { code, text } = await runCommand(
      ["init", "--yes", "--dir", folder],
      { MALIPO_MASTER_KEY: key, MALIPO_MERCHANT_KEY_FILE: "/run/secrets/key" },
    );
    expect(code).toBe(0);
    expect(text).toContain(
      "taken from your environment: MALIPO_MASTER_KEY, MALIPO_MERCHANT_KEY_FILE\n",
    );
    expect(text).not.toContain(key);
    expect(envOf(folder)).toMatchObject({
      MALIPO_MASTER_KEY: key,
      MALIPO_MERCHANT_KEY_FILE: "/run/secrets/key",
    });
  });

  it("makes no fresh key beside a database that needs another", async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "malipo.sqlite"), "");
    const { code, errors } = await initIn(folder);
    expect(code).toBe(3);
    expect(errors).toContain("MALIPO_MASTER_KEY");
    expect(readdirSync(folder)).toEqual(["malipo.sqlite"]);
  });

  it.each(["malipo.env", "catalog.json", "checkout.html", ".gitignore"])(
    "follows no symbolic link and writes over no folder: %s",
    async (name) => {
      for (const target of ["there", "nowhere"]) {
        const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
        const aim = path.join(elsewhere, target);
        if (target === "there") writeFileSync(aim, "");
        symlinkSync(aim, path.join(folder, name));
        const { code, errors } = await initIn(folder);
        expect(code).toBe(3);
        expect(errors).toContain("symbolic link");
        expect(readdirSync(folder)).toEqual([name]);
        expect(lstatSync(path.join(folder, name)).isSymbolicLink()).toBe(true);
        expect(existsSync(aim) ? readFileSync(aim, "utf8") : null).toBe(
          target === "there" ? "" : null,
        );
      }
      const folder = temporaryFolder();
      mkdirSync(path.join(folder, name));
      expect((await initIn(folder)).code).toBe(3);
      expect(readdirSync(folder)).toEqual([name]);
    },
  );

  it("lets git leave the keys out, and says so", async () => {
    const folder = temporaryFolder();
    git(folder, "init", "--quiet");
    writeFileSync(path.join(folder, ".gitignore"), "node_modules");
    const { code, text } = await initIn(path.join(folder, "app"));
    expect(code).toBe(0);
    expect(text).toContain(
      `created   ${path.join(folder, "app", ".gitignore")}`,
    );
    const seen = git(folder, "status", "--porcelain", "-uall").stdout;
    expect(seen).toContain("app/checkout.html");
    expect(seen).not.toContain("malipo.env");
    const again = await initIn(path.join(folder, "app"));
    expect(again.text).not.toContain(".gitignore");
    // The rule that is there already is enough.
    writeFileSync(path.join(folder, ".gitignore"), "*.env\n");
    mkdirSync(path.join(folder, "other"));
    expect((await initIn(path.join(folder, "other"))).code).toBe(0);
    expect(existsSync(path.join(folder, "other", ".gitignore"))).toBe(false);
  });

  it("writes no keys into a file that git would commit all the same", async () => {
    const folder = temporaryFolder();
    git(folder, "init", "--quiet");
    writeFileSync(path.join(folder, "malipo.env"), "A=1\n");
    git(folder, "add", "malipo.env");
    const tracked = await initIn(folder);
    expect(tracked.code).toBe(3);
    expect(tracked.errors).toContain("git rm --cached");
    expect(envOf(folder)).toEqual({ A: "1" });
    git(folder, "rm", "--cached", "--quiet", "malipo.env");
    writeFileSync(
      path.join(folder, ".gitignore"),
      "/malipo.env\n!/malipo.env\n",
    );
    const visible = await initIn(folder);
    expect(visible.code).toBe(3);
    expect(visible.errors).toContain("git would commit");
    expect(envOf(folder)).toEqual({ A: "1" });
  });

  it("names what a provider's contract has to fill in", async () => {
    const folder = temporaryFolder();
    const args = [
      "--public-url",
      "https://pay.shop.example",
      "--provider",
      "flexpay",
    ];
    const { code, text } = await initIn(folder, ...args);
    expect(code).toBe(0);
    expect(text).toMatch(/Still to do in .*malipo\.env:\n {2}MALIPO_METHODS /);
    const written = readFileSync(path.join(folder, "malipo.env"), "utf8");
    expect(written).toContain("\n#FLEXPAY_API_URL=\n");
    expect(envOf(folder)).toMatchObject({
      MALIPO_ALLOWED_ORIGINS: "https://shop.example",
      MALIPO_WEBHOOK_URL: "https://shop.example/webhooks",
    });
    await initIn(folder, ...args);
    expect(readFileSync(path.join(folder, "malipo.env"), "utf8")).toBe(written);
  });

  it("asks again until an answer can be used", async () => {
    const folder = temporaryFolder();
    const answers = [
      "pay.shop.example",
      "https://pay.shop.example",
      "",
      "Duka `rm`",
      "Duka la Mashati",
      "",
    ];
    const asked: string[] = [];
    const ask = (question: string) => {
      asked.push(question);
      return Promise.resolve(answers.shift() ?? "");
    };
    const { code } = await runCommand(["init", "--dir", folder], {}, { ask });
    expect(code).toBe(0);
    expect(asked).toHaveLength(7);
    expect(envOf(folder)).toMatchObject({
      MALIPO_MERCHANT_KEY: expect.stringMatching(/^malipo_live_/) as string,
      MALIPO_PUBLIC_URL: "https://pay.shop.example",
      MALIPO_ALLOWED_ORIGINS: "https://shop.example",
      MALIPO_MERCHANT_NAME: "Duka la Mashati",
    });
  });

  it.each<[string, readonly string[]]>([
    ["--yes", []],
    ["--public-url", ["--yes", "--public-url", "http://pay.shop.example"]],
    ["--origins", ["--yes", "--origins", "shop"]],
    ["--provider", ["--yes", "--provider", "constructor"]],
    ["--sandbox-url", ["--yes", "--sandbox-url", "https://provider.example"]],
    ["--mode", ["--yes", "--mode", "production"]],
    ["--mode", ["--yes", "--mode", "live"]],
    ["--name", ["--yes", "--name", 'a"b']],
  ])("refuses what it can't use: %s", async (words, args) => {
    const folder = temporaryFolder();
    const refused = await runCommand(["init", "--dir", folder, ...args], {});
    expect(refused).toMatchObject({ code: 2, text: "" });
    expect(refused.errors).toContain(words);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says what the disk refuses", async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, "file"), "");
    const { code, errors } = await initIn(path.join(folder, "file", "shop"));
    expect(code).toBe(1);
    expect(errors).toMatch(/can't be written \(ENOTDIR\)\.\n$/);
    chmodSync(folder, 0o700);
  });
});

describe("toEnvLine", () => {
  it.each(["plain", "two words", "Mama's", "a=b", "a#b", "é", "a, b & c", ""])(
    "writes %j so that a shell and Node read the same",
    (value) => {
      const line = toEnvLine({ name: "X", value }) ?? "";
      expect(parseEnv(line)["X"]).toBe(value);
    },
  );

  it.each(['"', "$HOME", "`id`", "a\\b", "a\nb", " a", "a\u0000"])(
    "writes nothing that could be read otherwise: %j",
    (value) => {
      expect(toEnvLine({ name: "X", value })).toBeUndefined();
    },
  );
});
