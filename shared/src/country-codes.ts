/**
 * The 249 assigned codes of ISO 3166-1 alpha-2, by their first letter: `Ade` is AD and AE. Packed, for they travel with every form.
 * Names come from Intl.DisplayNames in the visitor’s language.
 */
export const countryCodes: readonly string[] = (
  'Adefgilmoqrstuwxz Babdefghijlmnoqrstvwyz Cacdfghiklmnoruvwxyz Dejkmoz Eceghrst Fijkmor Gabdefghilmnpqrstuwy Hkmnrtu ' +
  'Idelmnoqrst Jemop Keghimnprwyz Labcikrstuvy Macdefghklmnopqrstuvwxyz Nacefgilopruz Om Paefghklmnrstwy Qa Reosuw ' +
  'Sabcdeghijklmnorstvxyz Tcdfghjklmnortvwz Uagmsyz Vaceginu Wfs Yet Zamw'
)
  .split(' ')
  .flatMap(([first = '', ...seconds]) => seconds.map(second => first + second.toUpperCase()))
