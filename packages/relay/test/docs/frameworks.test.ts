/** docs/frameworks.md: the servers are started as a merchant would copy them, and the plugin is loaded by PHP. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { signTestWebhook } from "../../src/testing/index.ts";
import { SERVED } from "../config/environments.ts";
import { temporaryFolder } from "../support/temporary.ts";
import { until } from "../support/until.ts";
import { makeSecret } from "../support/webhook-receiver.ts";

const ROOT = path.resolve(import.meta.dirname, "../../../..");
const text = readFileSync(path.join(ROOT, "docs/frameworks.md"), "utf8");

function snippet(name: string): string {
  const code = new RegExp(
    `<!-- snippet: ${name} -->\\s+\`\`\`\\w+\n([^]*?)\`\`\``,
  ).exec(text)?.[1];
  if (code === undefined) throw new Error(`no snippet ${name}`);
  return code;
}

async function start(code: string): Promise<string> {
  const folder = temporaryFolder();
  const file = path.join(folder, "server.mjs");
  writeFileSync(file, code);
  symlinkSync(
    path.join(ROOT, "node_modules"),
    path.join(folder, "node_modules"),
  );
  const program = spawn(
    process.execPath,
    ["--conditions=@malipo/source", file],
    {
      env: {
        ...SERVED,
        MALIPO_PUBLIC_URL: "https://shop.example/pay",
        MALIPO_DATABASE_URL: `sqlite:${path.join(folder, "malipo.sqlite")}`,
        MALIPO_LOG_LEVEL: "silent",
        PORT: "0",
      },
    },
  );
  const ended = new Promise<number | null>((resolve) =>
    program.once("exit", resolve),
  );
  let output = "";
  for (const stream of [program.stdout, program.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  onTestFinished(async () => {
    program.kill("SIGTERM");
    expect(await ended, output).toBe(0);
  });
  const port = await until(
    "the server listens",
    () => /listening on port (\d+)/.exec(output)?.[1],
    30_000,
  );
  return `http://localhost:${port}`;
}

const SERVERS = { Express: snippet("express"), Fastify: snippet("fastify") };

describe("docs/frameworks.md", () => {
  it.each(Object.entries(SERVERS))(
    "shows how the relay lives in %s",
    async (_, code) => {
      const url = await start(code);
      expect(await (await fetch(url)).text()).toBe("my shop");
      expect((await fetch(`${url}/pay/readyz`)).status).toBe(200);
    },
    60_000,
  );

  const hasPhp = spawnSync("php", ["--version"]).status === 0;
  if (!hasPhp)
    console.warn("The WordPress plugin is not tested: there is no php here.");
  if (hasPhp)
    it("shows a plugin that escapes, and takes only what the relay signed", () => {
      const folder = path.join(temporaryFolder(), "malipo");
      mkdirSync(folder);
      writeFileSync(path.join(folder, "malipo.php"), snippet("wordpress"));
      const body = JSON.stringify({
        type: "order.paid",
        data: { order: { reference: "ORD-1" } },
      });
      const secret = makeSecret(1).text;
      const signed = signTestWebhook({ secret, body });
      const other = signTestWebhook({ secret: makeSecret(2).text, body });
      const input = JSON.stringify({ secret, body, signed, other });
      writeFileSync(path.join(folder, "wordpress.php"), WORDPRESS);
      const { stdout, stderr, status } = spawnSync(
        "php",
        [path.join(folder, "wordpress.php")],
        { input, encoding: "utf8" },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(JSON.parse(stdout)).toEqual({
        html: '<malipo-checkout relay="https://pay.shop.example" cart="[{&quot;sku&quot;:&quot;A\\&quot;&gt;1&quot;,&quot;quantity&quot;:2}]"></malipo-checkout>',
        script: "https://pay.shop.example/widget/v1/malipo.js",
        accepts: [true, false],
        statuses: [204, 204],
        events: ["order.paid ORD-1"],
      });
    });
});

/** What the plugin uses of WordPress. */
const WORDPRESS = `<?php
error_reporting(E_ALL);
$input = json_decode(file_get_contents('php://stdin'), true);
define('ABSPATH', '/');
define('MALIPO_RELAY', 'https://pay.shop.example');
define('MALIPO_WEBHOOK_SECRET', $input['secret']);
$seen = ['shortcodes' => [], 'routes' => [], 'options' => [], 'events' => []];
function add_shortcode($name, $run) { $GLOBALS['seen']['shortcodes'][$name] = $run; }
function shortcode_atts($defaults, $given) { return array_merge($defaults, array_intersect_key($given, $defaults)); }
function wp_enqueue_script_module($id, $url) { $GLOBALS['seen']['script'] = $url; }
function wp_json_encode($value) { return json_encode($value); }
function esc_url($url) { return htmlspecialchars($url); }
function esc_attr($text) { return htmlspecialchars($text); }
function add_action($name, $run) { if ($name === 'rest_api_init') $run(); }
function register_rest_route($space, $path, $route) { $GLOBALS['seen']['routes'][$space . $path] = $route; }
function add_option($name, $value) {
  if (isset($GLOBALS['seen']['options'][$name])) return false;
  $GLOBALS['seen']['options'][$name] = $value;
  return true;
}
function do_action($name, $type, $order) { $GLOBALS['seen']['events'][] = $type . ' ' . $order['reference']; }
class WP_REST_Response { public function __construct(public $data, public int $status) {} }
class WP_REST_Request {
  public function __construct(private array $headers, private string $body) {}
  public function get_header($name) { return $this->headers[$name] ?? null; }
  public function get_body() { return $this->body; }
}
require __DIR__ . '/malipo.php';
$html = $seen['shortcodes']['malipo'](['sku' => 'A">1', 'quantity' => '2']);
$route = $seen['routes']['malipo/v1/webhook'];
$right = new WP_REST_Request($input['signed'], $input['body']);
$wrong = new WP_REST_Request($input['other'], $input['body']);
$accepts = [$route['permission_callback']($right), $route['permission_callback']($wrong)];
$statuses = [$route['callback']($right)->status, $route['callback']($right)->status];
echo json_encode(['html' => $html, 'script' => $seen['script'], 'accepts' => $accepts, 'statuses' => $statuses, 'events' => $seen['events']]);
`;
