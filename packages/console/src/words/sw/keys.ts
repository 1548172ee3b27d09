import type { Words } from "../en.ts";

export const keys: Words["keys"] = {
  title: "Funguo",
  help: "Programu na watu hutumia relay kwa hizo. Kila mmoja hufanya kile ruhusa zake zinasema.",
  caption: "Funguo za API, za zamani kwanza",
  new: "Ufunguo mpya",
  back: "Funguo zote",
  name: "Jina",
  nameHelp: "Nani au nini hutumia, kama rekodi ya ukaguzi inavyoonyesha.",
  prefix: "Unaanza na",
  scopes: "Ruhusa",
  scopesTitle: "Unaweza kufanya nini",
  scopesHelp:
    "Toa chache kadiri inavyohitajika. Huwezi kutoa ambazo ufunguo wako hauna.",
  scopeTexts: {
    read: "Kusoma oda, viungo, takwimu na webhook",
    orders:
      "Kuunda, kusitisha na kumaliza masuala ya oda, kukubali uhamisho, kugawa malipo yasiyo na oda, kutuma webhook tena",
    links: "Kuunda na kubadilisha viungo vya malipo",
    money_out: "Kurudisha pesa, kukataa malipo yanayotoka, kurudisha uhamisho",
    admin:
      "Funguo, vituo vya webhook, rekodi ya ukaguzi, na ujumbe wa watoa huduma kama ulivyokuja",
  },
  lastUsed: "Ulitumika mwisho",
  never: "Bado",
  created: "Uliundwa",
  ends: "Unaisha",
  noEnd: "Hauishi",
  endsLabel: "Unaisha",
  endsHelp: "Kwa saa za duka lako, {zone}. Tupu: hauishi.",
  ended: "Umeisha",
  own: "Wako",
  configured: "Umewekwa kwenye usanidi wa relay",
  previousUntil: "Wa zamani unakubaliwa hadi {time}",
  create: "Unda ufunguo",
  created_: "Ufunguo umeundwa.",
  missing: "Hii inahitajika.",
  chooseScope: "Chagua angalau moja.",
  wrongTime: "Hakuna wakati kama huo.",
  secret: "Ufunguo “{name}”",
  secretHelp:
    "Unaonyeshwa mara hii tu na hauhifadhiwi popote: unakili mahali unapotumika. Aliye nao anaweza kufanya kile ruhusa zake zinasema.",
  copyKey: "Nakili ufunguo",
  stored: "Nimeuhifadhi",
  leaveTitle: "Uondoke kabla haujahifadhiwa?",
  leaveText: "Hautaonyeshwa tena. Itabidi uunde mwingine.",
  leave: "Ondoka",
  rotate: "Badilisha",
  rotateTitle: "Uupe “{name}” thamani mpya?",
  rotateText:
    "Utapata ufunguo mpya wenye jina, ruhusa na mwisho uleule. Thamani ya zamani inakubaliwa hadi wakati unaochagua.",
  rotateOwn:
    "Ni ufunguo uliotumia kuingia. Hapa utabaki umeingia; kwenye vifaa vingine utaingia tena kwa thamani mpya ya zamani ikiisha.",
  overlap: "Thamani ya zamani inaisha",
  rotated: "Kuna ufunguo mpya.",
  revoke: "Batilisha",
  revokeTitle: "Ubatilishe “{name}”?",
  revokeText:
    "Kila relay itaukataa mara moja, kabisa. Kinachoutumia kitaacha kufanya kazi, na wote walioingia nao watatolewa.",
  revokeOwn: "Ni ufunguo wako mwenyewe: nawe utatolewa.",
  revoked: "Ufunguo umebatilishwa.",
  overlaps: {
    now: "mara moja: umevuja",
    hour: "baada ya saa moja",
    day: "baada ya siku moja",
    week: "baada ya wiki moja",
  },
};
