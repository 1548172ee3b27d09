/** Problems with the cart, the order or the attempt to pay it. */
import type { ProblemText } from "./problem-text.ts";

export const ORDER_PROBLEMS = {
  unknown_sku: {
    why: "A line names a product that the merchant's catalog does not have.",
    developer:
      'Read "errors" in the response, which names the line. Compare its SKU with the catalog, character by character.',
    operator:
      "Check that the product is in the catalog that MALIPO_CATALOG points to. A file is read again when it changes; a file with an error is ignored, and the log says why.",
    shopper: "One of the products is no longer available.",
  },
  quantity_too_large: {
    why: "A line asks for more of a product than one order may contain, or for so much that the total would be too large.",
    developer:
      'Don\'t offer more than the "maxQuantity" of the product in the catalog.',
    shopper: "Please choose a smaller quantity.",
  },
  cart_token_invalid: {
    why: "The cart token is not signed with this relay's cart secret, it has expired, it expires too far in the future, or its claims are not valid.",
    developer:
      'Sign it with HS256 and MALIPO_CART_SECRET, header "typ": "cart+jwt", "aud": "malipo", and an "exp" within 24 hours. "detail" in the response says what is wrong.',
    operator:
      "The relay and the shop must have the same MALIPO_CART_SECRET, and their clocks must agree.",
  },
  currency_unsupported: {
    why: "The relay doesn't support the currency, or this order or link uses a different one.",
    developer:
      "Use one currency for the whole order, as an ISO 4217 code that a configured method accepts.",
  },
  amount_required: {
    why: "The payment link lets the payer choose the amount, and the request didn't include one.",
    developer: 'Send the amount that the payer chose as "amount".',
  },
  amount_not_allowed: {
    why: "The payment link has a fixed amount, and the request named a different one. Or an attempt asks for a deposit, and the order has none that is still to be paid.",
    developer:
      'Leave "amount" out. The link determines the amount. For an attempt, leave "part" out unless the order has "depositDue".',
  },
  amount_out_of_range: {
    why: "The amount is zero, or outside the limits of the payment link, the method, or what can still be refunded.",
    developer:
      'Stay within "min" and "max" of the payment link and of the method in the order\'s "methods".',
    shopper: "Please choose an amount within the limits shown.",
  },
  link_inactive: {
    why: "The merchant deactivated the payment link, or it has expired.",
    developer:
      'Check the link\'s "active" field before you create an order. The merchant can activate it again.',
    shopper: "This link no longer accepts payments. You have not been charged.",
  },
  link_used_up: {
    why: "Other payers have taken the last uses of the payment link (maxPayments), or its last pieces (stock). Orders that are being paid count until that has failed.",
    developer:
      'Read the link again: "reason", "remainingPayments" and "remainingStock" say what is left. The merchant can raise the limit.',
    shopper:
      "Others were faster. You have not been charged. If somebody's payment fails, it may work again in some minutes.",
  },
  phone_used: {
    why: "The payment link allows one payment per phone number, and this number has paid by it or is paying now.",
    developer: "Let the payer enter another phone number.",
    shopper:
      "This number has already paid. If you didn't, contact the shop before you use another number.",
  },
  quantity_not_allowed: {
    why: 'The "quantity" is outside what the payment link allows.',
    developer: 'Stay within the link\'s "quantity": "min" and "max".',
    shopper: "Please choose a quantity within the limits shown.",
  },
  return_url_refused: {
    why: "The return address is on an origin that may not use this relay.",
    developer: 'Use a "returnUrl" on one of the allowed origins.',
    operator: "Add the page's exact origin to MALIPO_ALLOWED_ORIGINS.",
  },
  order_not_changeable: {
    why: "Lines can be changed only while the order is open and before the first attempt to pay it.",
    developer: "Create a new order with the new lines.",
  },
  order_closed: {
    why: "The order is paid, cancelled or expired.",
    developer:
      'Read the order: "outcome" says how it ended. To sell again, create a new order.',
    shopper:
      "This order is closed. Check whether you have already paid before you pay again.",
  },
  order_under_review: {
    why: "Money may have moved for this order in a way that the relay can't account for. Until someone has reviewed it, nothing more is charged and it can't be cancelled.",
    developer:
      "Show the merchant's contact details and offer no further attempt.",
    operator:
      "Compare the order with the provider's statement and settle it with the shopper. Then resolve the order (`POST /v1/merchant/orders/:id/resolve`); it can be cancelled after that.",
    shopper: "Please contact the shop. Do not pay again.",
  },
  attempt_alive: {
    why: "An earlier attempt to pay this order is still in progress or unconfirmed. A second one could charge the shopper twice.",
    developer:
      "Follow the attempt in the order, let the shopper check or cancel it, and offer another method once it has ended. To cancel the order from your backend, repeat the call then.",
    shopper: "A payment is still in progress. Please do not pay again yet.",
  },
  method_unavailable: {
    why: "This relay doesn't offer the method, or not for this order's amount or currency.",
    developer: 'Offer only the order\'s "methods" with "available": true.',
    operator: "Run malipo check-config to see which methods are offered.",
  },
  phone_required: {
    why: "The method sends a prompt to a phone, and the request has no phone number.",
    developer: 'Send the payer\'s "phone" with the attempt.',
  },
  phone_not_allowed: {
    why: "The method doesn't use a phone number, so the relay refuses one instead of storing it.",
    developer: 'Leave "phone" out for this method.',
  },
  phone_invalid: {
    why: "The number is not a Kenyan mobile number.",
    developer:
      "Accept any common format: 0712 345 678, 0112 345 678, 712345678, 254712345678 or +254 712 345 678.",
    shopper: "Please check the phone number.",
  },
  check_too_soon: {
    why: "The relay queried the provider about this attempt a moment ago.",
    developer:
      "Wait for the number of seconds in Retry-After. The event stream delivers the result without another call.",
  },
} as const satisfies Record<string, ProblemText>;
