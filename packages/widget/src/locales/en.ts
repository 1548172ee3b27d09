/**
 * English. Every language has these keys; `{name}` is a placeholder. The first ones are the language's formats: its
 * direction, how it writes 1234.5 and an amount, and the language of its dates. Not every browser knows the dates of every
 * language, and would write them in one of its own. Keys without `$` are names of screens, connections
 * and methods, or failure and problem codes; other keys start with `$`, as no code does. If a text changes its meaning,
 * or becomes a list, give it a new key: the files of other languages may be older.
 */
export const en = {
  $dir: "ltr",
  $number: "1,234.5",
  $money: "{currency}\u00a0{amount}",
  $dates: "en",
  $language: "Language",
  $languageFailed: "{language} could not be loaded.",

  idle: "Your cart is empty",
  loading: "Preparing your checkout",
  review: "Your order",
  details: "Pay with {method}",
  method: "How would you like to pay?",
  submitting: "Sending the request to your phone",
  waiting: "Check your phone",
  redirecting: "Taking you to the payment page",
  confirming: "Checking your payment",
  unconfirmed: "No answer yet",
  succeeded: "Payment received",
  failed: "The payment did not go through",
  cancelled: "Payment cancelled",
  expired: "This order has expired",
  unavailable: "Checkout is unavailable",

  offline: "You are offline. We'll continue once you're connected.",
  stale: "Your connection is weak. This may be out of date.",

  card: "Card",
  mpesa: "M-Pesa",
  airtel: "Airtel Money",
  paybill: "Paybill",
  flexpay: "FlexPay",

  insufficient_funds: "There isn't enough money in the account.",
  limit_exceeded: "The amount is over the account's limit.",
  wrong_pin: "The PIN was wrong.",
  phone_unreachable: "We couldn't reach your phone. Check its signal.",
  session_busy: "Another request is open on your phone. Close it first.",
  declined: "The payment was declined.",
  invalid_account: "This number can't be used to pay here.",
  provider_unavailable: "The payment service is not responding right now.",
  amount_mismatch:
    "The amount paid doesn't match this order. Do not pay again: {merchant} is looking into it.",
  unknown: "The payment service gave no reason.",

  phone_invalid: "Enter a Kenyan mobile number, for example 0712 345 678",
  network: "We can't connect. Check your connection and try again.",
  configuration: "This checkout is not set up correctly. Please tell the shop.",
  link_inactive: "This payment link is no longer active.",
  unknown_sku: "A product in your cart is no longer available.",
  quantity_too_large: "The shop doesn't sell that many at once.",
  too_many_requests: "Too many attempts. Please wait a moment.",
  order_under_review:
    "{merchant} is looking into this order. Please do not pay again.",
  cancel_refused:
    "This payment can't be cancelled now. Please wait for the result.",
  order_elsewhere:
    "This payment was started in another app or browser. Check there before you pay again.",
  attempt_unknown:
    "We lost the connection and don't know whether your request went out. Trying again won't send it twice.",
  method_unavailable: "Not available for this order",
  attempt_alive: "A payment for this order is still under way.",
  order_closed: "This order can't be paid any more.",
  below_min: "For {limit} or more",
  above_max: "For up to {limit}",
  currency: "Not available in {currency}",
  fraction: "For whole amounts only",
  under_review: "{merchant} is looking into this order.",
  internal_error: "Something went wrong on our side. Please try again.",

  $running: "Payment in progress",
  $waitsForNetwork: "Waiting for a connection",

  $testMode: "Test mode",
  $close: "Close",
  $back: "Back",
  $total: "Total",
  $contact: "Contact {merchant}",
  $each: "{amount} each",
  $less: "One less",
  $more: "One more",
  $remove: "Remove",
  $proceed: "Continue",
  $between: "From {min} to {max}",
  $from: "From {min}",
  $to: "Up to {max}",
  $amountWrong: "Enter an amount like 1,250.50.",
  $cardLine: "Debit or credit card",
  $phoneLine: "On your phone",
  $paybillLine: "From the M-Pesa menu",
  $flexpayLine: "From your wallet",
  $cardHint: "On a secure page. You'll come straight back.",
  $phoneHint: "Approve a request on your phone with your PIN.",
  $transferHint: "We'll show you where to send the money.",
  $phoneLabel: "{method} phone number",
  $phoneExample: "For example 0712 345 678",
  $phoneShown: "The request goes to {phone}",
  $pay: "Pay {amount}",
  $showDetails: "Show payment details",
  $toCard: "Continue to the card page",
  $held: "A request is still on your phone. You can try again in {time}.",
  $slowPrompt: "Still trying. Nothing is charged without your PIN.",
  $slowCard:
    "Still trying. Nothing is charged before you pay on the card page.",
  $slowTransfer: "Still trying. Nothing is charged until you send the money.",
  $stop: "Stop waiting",
  $waitingText: "Approve {amount} to {merchant} on {phone}.",
  $yourPhone: "your phone",
  $unsure: "The request may not have gone out",
  $unsureText:
    "We don't know whether the request for {amount} reached {phone}. If it appears, check the amount and enter your PIN. Nothing is charged without it.",
  $change: "Wrong number? Change it",
  $sendAgain: "Send again",
  $steps: [
    "Unlock your phone and open the {method} request.",
    "Check the amount and enter your PIN.",
    "Come back here. This page updates by itself.",
  ],
  $check: "Check now",
  $wait: "Wait {time}",
  $help: "Didn't get it?",
  $tips: [
    "Unlock your phone to see the request.",
    "Make sure the phone has signal.",
    "Two SIM cards? Check the one registered for {method}.",
    "Wait a minute. Networks can be slow.",
  ],
  $transferText: "Send {amount} to {merchant} with these details.",
  $shortCode: "Business number",
  $account: "Account number",
  $tag: "Tag",
  $narration: "Narration",
  $narrationWarning:
    "Enter {code} as the narration. Payments without it are returned.",
  $copy: "Copy",
  $copied: "Copied",
  $paybillOpen: "Open M-Pesa, choose Lipa na M-Pesa, then Pay Bill.",
  $flexpayOpen: "Open your wallet and choose to send money.",
  $transferSteps: [
    "Enter these details exactly, and confirm.",
    "Come back here. This page updates by itself.",
  ],
  $openUntil: "Waiting for your payment until\u00a0{time}",
  $scan: "Paying on another device? Scan this code.",
  $otherWay: "Pay another way",
  $unfinished: "You have not finished on the card page",
  $unfinishedPage: "You have not finished on the payment page",
  $unfinishedText:
    "We haven't seen a payment yet. If you have just paid there, wait: the result will appear here.",
  $continueThere: "Continue there",
  $redirectingText:
    "Pay {amount} to {merchant} there. You'll come straight back.",
  $openPage: "Open the payment page",
  $confirmingText: "This can take a moment. Please do not pay again.",
  $arrivedText:
    "Your payment has arrived and is being confirmed. Please do not pay again.",
  $unconfirmedText:
    "Do not pay again. {method} hasn't confirmed your payment yet. The result will appear here.",
  $otherWayWarning:
    "You could pay twice. Continue only if no money has left your account.",
  $succeededText:
    "Thank you. {merchant} has received your payment of {amount}.",
  $overpaid:
    "You paid twice or too much. {merchant} has been notified and will refund you.",
  $reference: "Order",
  $paid: "Paid",
  $paidWith: "Paid with",
  $receipt: "Receipt",
  $amount: "Amount",
  $date: "Date",
  $another: "Make another payment",
  $orderAgain: "Buy the same again",
  $print: "Save or print",
  $remember: "Remember {phone} on this device",
  $rememberHint: "In this browser only. Not for shared devices.",
  $forget: "Forget this number",
  $toShop: "Back to shop",
  $emptyText: "Add something to it to pay here.",
  $nothingTaken: "No money was taken.",
  $again: "Try again",
  $againIn: "Try again in {time}",
  $cancelledText: "If a request is still on your phone, dismiss it.",
  $expiredText: "It wasn't paid in time.",
  $sendNoMore: "Do not send money with the details you saw here.",
  $elsewhere: "A payment was started elsewhere",
  $startNew: "Start a new payment",
  $startAgain: "Start again",
} as const;

export type WordKey = keyof typeof en;
export type Words = {
  readonly [Key in WordKey]: (typeof en)[Key] extends string
    ? string
    : readonly string[];
};
