<?php
declare(strict_types=1);

const RELAY = 'http://localhost:4001';

function relay(): string
{
    return getenv('MALIPO_PUBLIC_URL') ?: RELAY;
}

function part(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

/** A cart with your prices, which the page can't change: docs/configuration.md. */
function signCart(array $cart, string $secret): string
{
    $header = part(json_encode(['alg' => 'HS256', 'typ' => 'cart+jwt']));
    $claims = $cart + ['aud' => 'malipo', 'exp' => time() + 3600];
    $text = $header . '.' . part(json_encode($claims, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR));
    return $text . '.' . part(hash_hmac('sha256', $text, $secret, true));
}

function isFromRelay(string $body): bool
{
    $key = base64_decode(str_replace('whsec_', '', (string) getenv('MALIPO_WEBHOOK_SECRET')));
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $time = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if ($key === '' || !ctype_digit($time) || abs(time() - (int) $time) > 300) {
        return false;
    }
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$time.$body", $key, true));
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $given) {
        if (hash_equals($expected, $given)) {
            return true;
        }
    }
    return false;
}

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);

if ($path === '/webhooks' && $_SERVER['REQUEST_METHOD'] === 'POST') {
    $body = file_get_contents('php://input');
    if (!isFromRelay($body)) {
        http_response_code(400);
        return true;
    }
    $event = json_decode($body, true, flags: JSON_THROW_ON_ERROR);
    error_log($event['type'] . ' ' . $event['data']['order']['reference']);
    http_response_code(204);
    return true;
}

if ($path !== '/') {
    http_response_code(404);
    return true;
}

$cart = [
    'currency' => 'KES',
    'lines' => [['sku' => 'SHIRT-1', 'name' => 'Black shirt', 'quantity' => 1, 'price' => '2500.00']],
];
$token = signCart($cart, (string) getenv('MALIPO_CART_SECRET'));
?>
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>One shirt</title>
    <script type="module" src="<?= htmlspecialchars(relay()) ?>/widget/v1/malipo.js"></script>
  </head>
  <body>
    <malipo-checkout
      relay="<?= htmlspecialchars(relay()) ?>"
      cart-token="<?= htmlspecialchars($token) ?>"
    ></malipo-checkout>
  </body>
</html>
