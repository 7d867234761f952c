import type { VisitorWords } from './words.ts'

/** The rep is the company's own and is named plainly; the visitor is 様. Zones are Intl's: a city in Latin letters would be a foreign body. */
export const ja: VisitorWords = {
  sender: ({ rep, workspace }) => `${rep} - ${workspace}`,
  inZone: (moment, { time }) => `${moment}（${time}）`,
  gap: '',
  colon: '：',
  personHeading: ({ rep }) => `担当は${rep}です`,
  personSubject: ({ rep, firstName, workspace }) => `${firstName ? `${firstName}様、` : ''}${workspace}の担当は${rep}です`,
  looksAfter: ({ rep, own, country }) =>
    own ? `${rep}が貴社を担当しています。` : `${rep}は${country ? `${country}の企業` : '貴社のような企業'}を担当しています。`,
  pickTime: 'ご希望の日時をお選びいただくか、まもなく届くメールにご返信ください。',
  repWritesFirst: ({ rep, when }) => `${when ? `${when}までに、` : ''}${rep}よりメールでご連絡します。`,
  mailComes: ({ rep }) => `まもなくメールが届きます。ご返信は${rep}に届きます。`,
  answersKnown: ({ rep }) => `ご回答はすでに${rep}に共有されています。同じ質問を繰り返すことなく、ご相談の内容からお話を始められます。`,
  timesButton: ({ rep }) => `${rep}の空き時間を見る`,
  pageButton: '現在の状況を見る',
  replyReaches: ({ rep }) => `このメールにご返信いただいてもかまいません。${rep}に届きます。`,
  told: 'ご相談の内容',
  queuedHeading: ({ firstName }) => `${firstName ? `${firstName}様、` : ''}ありがとうございます`,
  queuedSubject: ({ firstName, workspace }) => `${firstName ? `${firstName}様、` : ''}${workspace}がお問い合わせを承りました`,
  queuedPromise: ({ workspace, when }) => `${when ? `${when}までに` : '担当者が決まり次第、'}${workspace}よりご連絡します。`,
  queuedNext: 'これ以上のお手続きは必要ありません。ご回答は担当者に引き継がれますので、同じことを二度お尋ねすることはありません。',
  queuedPage: 'その旨のメールもまもなく届きます。',
  disqualifiedHeading: ({ firstName }) => `${firstName ? `${firstName}様、` : ''}ありがとうございます`,
  disqualifiedBody:
    'ご回答の内容から、現時点では営業担当とのお話は最適なご案内ではないと判断しました。そのため、お電話やメールを差し上げることはありません。状況が変わりましたら、いつでもまたお問い合わせください。',
  footer: ({ formTitle, workspace }) =>
    `このメールは、${workspace}の${formTitle ? `「${formTitle}」` : 'フォーム'}にこのアドレスが入力されたため、自動で送信されました。お心当たりがない場合は、このメールを無視してください。ほかには何も起こりません。`,
  preview: { assigned: 'ご都合のよい日時をお選びいただくか、そのままご返信ください。', queued: 'お問い合わせを承りました。ご連絡の時期をお知らせします。' },
}
