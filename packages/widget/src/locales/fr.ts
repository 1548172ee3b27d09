/** French, as it is written in francophone Africa. A late file. Not yet read by a native speaker. */
import type { Words } from "./en.ts";

export const fr: Words = {
  $dir: "ltr",
  $number: "1\u202f234,5",
  $money: "{amount}\u00a0{currency}",
  $dates: "fr",
  $language: "Langue",
  $languageFailed: "{language} n'a pas pu être chargé.",

  idle: "Votre panier est vide",
  loading: "Préparation de votre paiement",
  review: "Votre commande",
  details: "Payer avec {method}",
  method: "Comment souhaitez-vous payer\u00a0?",
  submitting: "Envoi de la demande sur votre téléphone",
  waiting: "Consultez votre téléphone",
  redirecting: "Ouverture de la page de paiement",
  confirming: "Vérification de votre paiement",
  unconfirmed: "Pas encore de réponse",
  succeeded: "Paiement reçu",
  failed: "Le paiement n'a pas abouti",
  cancelled: "Paiement annulé",
  expired: "Cette commande a expiré",
  unavailable: "Le paiement est indisponible",

  offline:
    "Vous êtes hors ligne. Nous reprendrons dès que vous serez connecté.",
  stale:
    "Votre connexion est faible. Ces informations ne sont peut-être plus à jour.",

  card: "Carte",
  mpesa: "M-Pesa",
  airtel: "Airtel Money",
  paybill: "Paybill",
  flexpay: "FlexPay",

  insufficient_funds: "Le solde du compte est insuffisant.",
  limit_exceeded: "Le montant dépasse le plafond du compte.",
  wrong_pin: "Le code PIN est incorrect.",
  phone_unreachable:
    "Nous n'avons pas pu joindre votre téléphone. Vérifiez qu'il capte le réseau.",
  session_busy:
    "Une autre demande est ouverte sur votre téléphone. Fermez-la d'abord.",
  declined: "Le paiement a été refusé.",
  invalid_account: "Ce numéro ne permet pas de payer ici.",
  provider_unavailable: "Le service de paiement ne répond pas pour le moment.",
  amount_mismatch:
    "Le montant payé ne correspond pas à cette commande. Ne payez pas une nouvelle fois\u00a0: {merchant} s'en occupe.",
  unknown: "Le service de paiement n'a pas donné de raison.",

  phone_invalid:
    "Saisissez un numéro de mobile kényan, par exemple 0712\u00a0345\u00a0678",
  network: "Connexion impossible. Vérifiez votre connexion et réessayez.",
  configuration:
    "Ce paiement n'est pas configuré correctement. Veuillez prévenir la boutique.",
  link_inactive: "Ce lien de paiement n'est plus actif.",
  unknown_sku: "Un article de votre panier n'est plus disponible.",
  quantity_too_large: "La boutique n'en vend pas autant à la fois.",
  too_many_requests: "Trop de tentatives. Veuillez patienter un instant.",
  order_under_review:
    "{merchant} examine cette commande. Veuillez ne pas payer une nouvelle fois.",
  cancel_refused:
    "Ce paiement ne peut plus être annulé. Veuillez attendre le résultat.",
  order_elsewhere:
    "Ce paiement a été commencé dans une autre application ou un autre navigateur. Vérifiez là-bas avant de payer une nouvelle fois.",
  attempt_unknown:
    "La connexion a été coupée et nous ne savons pas si votre demande est partie. Si vous réessayez, elle ne sera pas envoyée deux fois.",
  method_unavailable: "Indisponible pour cette commande",
  attempt_alive: "Un paiement est encore en cours pour cette commande.",
  order_closed: "Cette commande ne peut plus être payée.",
  below_min: "À partir de {limit}",
  above_max: "Jusqu'à {limit}",
  currency: "Indisponible en {currency}",
  fraction: "Montants sans décimales uniquement",
  under_review: "{merchant} examine cette commande.",
  internal_error: "Un problème est survenu de notre côté. Veuillez réessayer.",

  $running: "Paiement en cours",
  $waitsForNetwork: "En attente de connexion",

  $testMode: "Mode test",
  $close: "Fermer",
  $back: "Retour",
  $total: "Total",
  $contact: "Contacter {merchant}",
  $each: "{amount} l'unité",
  $less: "Un de moins",
  $more: "Un de plus",
  $remove: "Retirer",
  $proceed: "Continuer",
  $between: "De {min} à {max}",
  $from: "À partir de {min}",
  $to: "Jusqu'à {max}",
  $amountWrong: "Saisissez un montant, par exemple 1\u202f250,50.",
  $cardLine: "Carte de débit ou de crédit",
  $phoneLine: "Sur votre téléphone",
  $paybillLine: "Depuis le menu M-Pesa",
  $flexpayLine: "Depuis votre portefeuille",
  $cardHint: "Sur une page sécurisée. Vous reviendrez ici aussitôt après.",
  $phoneHint: "Validez une demande sur votre téléphone avec votre code PIN.",
  $transferHint: "Nous vous indiquerons où envoyer l'argent.",
  $phoneLabel: "Numéro de téléphone {method}",
  $phoneExample: "Par exemple 0712\u00a0345\u00a0678",
  $phoneShown: "La demande sera envoyée au {phone}",
  $pay: "Payer {amount}",
  $showDetails: "Afficher les informations de paiement",
  $toCard: "Continuer vers la page de la carte",
  $held:
    "Une demande est encore sur votre téléphone. Vous pourrez réessayer dans {time}.",
  $slowPrompt: "Nous essayons toujours. Rien n'est débité sans votre code PIN.",
  $slowCard:
    "Nous essayons toujours. Rien n'est débité avant que vous ne payiez sur la page de la carte.",
  $slowTransfer:
    "Nous essayons toujours. Rien n'est débité tant que vous n'envoyez pas l'argent.",
  $stop: "Ne plus attendre",
  $waitingText: "Validez {amount} pour {merchant} sur le {phone}.",
  $yourPhone: "votre téléphone",
  $unsure: "La demande n'est peut-être pas partie",
  $unsureText:
    "Nous ne savons pas si la demande de {amount} est bien arrivée ({phone}). Si elle s'affiche, vérifiez le montant et saisissez votre code PIN. Rien n'est débité sans lui.",
  $change: "Mauvais numéro\u00a0? Modifiez-le",
  $sendAgain: "Renvoyer",
  $steps: [
    "Déverrouillez votre téléphone et ouvrez la demande {method}.",
    "Vérifiez le montant et saisissez votre code PIN.",
    "Revenez ici. Cette page se met à jour toute seule.",
  ],
  $check: "Vérifier maintenant",
  $wait: "Attendez {time}",
  $help: "Vous n'avez rien reçu\u00a0?",
  $tips: [
    "Déverrouillez votre téléphone pour voir la demande.",
    "Vérifiez que le téléphone capte le réseau.",
    "Deux cartes SIM\u00a0? Vérifiez celle qui est enregistrée pour {method}.",
    "Attendez une minute. Les réseaux sont parfois lents.",
  ],
  $transferText: "Envoyez {amount} à {merchant} avec ces informations.",
  $shortCode: "Numéro d'entreprise",
  $account: "Numéro de compte",
  $tag: "Tag",
  $narration: "Libellé",
  $narrationWarning:
    "Saisissez {code} comme libellé. Les paiements sans ce code sont renvoyés.",
  $copy: "Copier",
  $copied: "Copié",
  $paybillOpen: "Ouvrez M-Pesa, choisissez Lipa na M-Pesa, puis Pay Bill.",
  $flexpayOpen:
    "Ouvrez votre portefeuille et choisissez d'envoyer de l'argent.",
  $transferSteps: [
    "Saisissez exactement ces informations et confirmez.",
    "Revenez ici. Cette page se met à jour toute seule.",
  ],
  $openUntil: "Nous attendons votre paiement jusqu'à\u00a0: {time}",
  $scan: "Vous payez sur un autre appareil\u00a0? Scannez ce code.",
  $otherWay: "Payer autrement",
  $unfinished: "Vous n'avez pas terminé sur la page de la carte",
  $unfinishedPage: "Vous n'avez pas terminé sur la page de paiement",
  $unfinishedText:
    "Nous n'avons pas encore vu de paiement. Si vous venez d'y payer, attendez\u00a0: le résultat s'affichera ici.",
  $continueThere: "Continuer là-bas",
  $redirectingText:
    "Vous y paierez {amount} à {merchant}, puis vous reviendrez ici aussitôt.",
  $openPage: "Ouvrir la page de paiement",
  $confirmingText:
    "Cela peut prendre un moment. Veuillez ne pas payer une nouvelle fois.",
  $arrivedText:
    "Votre paiement est arrivé et sa confirmation est en cours. Veuillez ne pas payer une nouvelle fois.",
  $unconfirmedText:
    "Ne payez pas une nouvelle fois. {method} n'a pas encore confirmé votre paiement. Le résultat s'affichera ici.",
  $otherWayWarning:
    "Vous pourriez payer deux fois. Ne continuez que si aucun montant n'a quitté votre compte.",
  $succeededText: "Merci. {merchant} a bien reçu votre paiement de {amount}.",
  $overpaid:
    "Vous avez payé deux fois ou trop. {merchant} en a été informé et vous remboursera.",
  $reference: "Commande",
  $paid: "Payé",
  $paidWith: "Payé avec",
  $receipt: "Reçu",
  $amount: "Montant",
  $date: "Date",
  $another: "Effectuer un autre paiement",
  $orderAgain: "Racheter les mêmes articles",
  $print: "Enregistrer ou imprimer",
  $remember: "Mémoriser le {phone} sur cet appareil",
  $rememberHint:
    "Dans ce navigateur uniquement. À éviter sur un appareil partagé.",
  $forget: "Oublier ce numéro",
  $toShop: "Retour à la boutique",
  $emptyText: "Ajoutez-y un article pour payer ici.",
  $nothingTaken: "Aucun montant n'a été prélevé.",
  $again: "Réessayer",
  $againIn: "Réessayer dans {time}",
  $cancelledText: "Si une demande est encore sur votre téléphone, refusez-la.",
  $expiredText: "Le paiement n'est pas arrivé à temps.",
  $sendNoMore: "N'envoyez pas d'argent avec les informations affichées ici.",
  $elsewhere: "Un paiement a été commencé ailleurs",
  $startNew: "Commencer un nouveau paiement",
  $startAgain: "Recommencer",
};
