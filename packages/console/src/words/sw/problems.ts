import type { Words } from "../en.ts";

export const problems: Words["problems"] = {
  invalid_request: "Relay haikubali kilichoandikwa.",
  invalid_json:
    "Relay haikuweza kusoma kilichotumwa na ukurasa huu. Pakia ukurasa upya.",
  unsupported_media_type:
    "Relay haikuweza kusoma kilichotumwa na ukurasa huu. Pakia ukurasa upya.",
  body_too_large: "Hii ni ndefu mno.",
  idempotency_key_missing:
    "Relay haikuweza kusoma kilichotumwa na ukurasa huu. Pakia ukurasa upya.",
  idempotency_key_invalid:
    "Relay haikuweza kusoma kilichotumwa na ukurasa huu. Pakia ukurasa upya.",
  idempotency_key_reused:
    "Hili lilitumwa awali kwa thamani tofauti. Angalia kama lilifanyika kabla ya kutuma tena.",
  request_in_progress:
    "Ombi hilohilo bado linaendelea. Jaribu tena baada ya muda mfupi.",
  merchant_key_missing: "Weka ufunguo wa API.",
  merchant_key_invalid:
    "Relay hii haiujui ufunguo huu. Hakikisha umekamilika, na ni wa relay hii.",
  merchant_key_expired: "Muda wa ufunguo huu wa API umeisha. Tumia mwingine.",
  console_signed_out: "Muda wako umeisha. Ingia tena.",
  console_origin_refused:
    "Relay haiwezi kutambua kama hili limetoka kwenye konsoli yake. Anayeendesha relay lazima aangalie proksi iliyo mbele yake.",
  console_insecure:
    "Ufunguo ungetumwa bila kusimbwa. Fungua konsoli kwa https, au kupitia SSH kama http://localhost.",
  insufficient_scope: "Ufunguo wako wa API hauruhusiwi kufanya hili.",
  not_found: "Hakipo, au hakipo tena.",
  currency_unsupported: "Sarafu hii haiwezi kutumika hapa.",
  amount_out_of_range: "Kiasi hiki ni kidogo mno au kikubwa mno hapa.",
  return_url_refused:
    "Anwani ya kurudi haimo kwenye tovuti zinazoruhusiwa na usanidi wa relay.",
  order_closed: "Oda imekwisha: hili haliwezekani tena.",
  order_under_review:
    "Huenda pesa zimehama kwa oda hii. Linganisha kwanza na taarifa ya mtoa huduma.",
  attempt_alive:
    "Malipo bado yanaweza kufanikiwa. Muulize mtoa huduma sasa, au subiri yaishe.",
  check_too_soon:
    "Mtoa huduma aliulizwa muda mfupi uliopita. Jaribu tena baada ya s {seconds}.",
  too_many_requests: "Maombi ni mengi mno. Jaribu tena baada ya s {seconds}.",
  too_many_exports:
    "Upakuaji mitatu kwa ufunguo wako inaendelea tayari. Subiri mmoja uishe.",
  store_unavailable:
    "Hifadhidata ya relay haijibu. Jaribu tena baada ya muda mfupi.",
  provider_unavailable:
    "Mtoa huduma hajibu. Hakuna kilichobadilika; jaribu tena baadaye.",
  provider_busy:
    "Mtoa huduma hapokei maombi zaidi kwa sasa. Hakuna kilichobadilika; jaribu tena hivi karibuni.",
  provider_outcome_unknown:
    "Huenda mtoa huduma amefanya. Angalia kabla ya kurudia.",
  provider_refused: "Mtoa huduma amekataa.",
  provider_conflict:
    "Kwa mtoa huduma, ni kuchelewa mno, au mapema mno, kwa hili.",
  provider_not_configured:
    "Relay haijawekwa tayari kwa hili. Anayeiendesha lazima aweke vigezo vyake.",
  refund_not_possible: "Malipo haya hayawezi kurudishwa hapa.",
  refund_closed: "Marejesho haya yameisha: hakuna cha kusimamisha.",
  attempt_required:
    "Oda ililipwa zaidi ya mara moja. Chagua malipo ya kurudisha.",
  api_key_not_changeable: "Ufunguo huu hauwezi kubadilishwa hapa.",
  too_many_api_keys: "Funguo za API ni nyingi mno. Futa usiotumiwa na mtu.",
  webhook_endpoint_not_changeable:
    "Kituo hiki kimewekwa kwenye usanidi wa relay na hubadilishwa huko tu.",
  too_many_webhook_endpoints:
    "Vituo vya webhook ni vingi mno. Futa kisichotumiwa na mtu.",
  order_changed:
    "Oda imebadilika tangu ulipofungua hii. Iangalie tena kabla ya kulimaliza suala.",
  webhook_endpoint_deleted:
    "Kituo kilichopangwa kupokea webhook hii kilifutwa.",
  payment_assigned: "Kuna mtu ameshayapa malipo haya oda.",
  payment_dismissed: "Kuna mtu ameshayaondoa malipo haya.",
  nothing_to_resolve: "Kuna mtu ameshalimaliza suala hili.",
  day_not_over: "Siku hii haijaisha bado kwa saa za duka lako.",
  internal_error:
    "Hitilafu isiyotarajiwa kwenye relay. Taja namba ya ombi unapoiripoti.",
};
