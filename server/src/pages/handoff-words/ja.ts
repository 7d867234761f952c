import type { HandoffWords } from './words.ts'

export const ja: HandoffWords = {
  next: '今後の流れ',
  waiting: 'お手続きは必要ありません。ご回答は保存されています。担当者が決まり次第、担当者の名前と空き時間がこのページに表示されます。',
  repWrites: rep => `${rep}よりメールでご連絡します。お送りしたメールへのご返信も${rep}に届きます。`,
  pick: '日時をお選びください',
  zone: ({ time }) => `時刻はすべて${time}です。`,
  offset: offset => `時刻はすべて${offset}です。`,
  calendarShows: rep => `${rep}のカレンダーで空き時間をご確認いただけます。`,
  openCalendar: 'カレンダーを開く',
  noTimes: '現在、表示できる空き時間がありません',
  replyForTime: rep => `お送りしたメールにご返信ください。${rep}が日時を調整します。`,
  noneFits: 'ご都合の合う時間がない場合は、お送りしたメールにご返信ください。',
  wholeCalendar: 'カレンダー全体を見る',
  keep: 'このページはお客様専用です。アドレスを保存しておくと、いつでもご覧いただけます。',
  nothing: {
    title: 'ページが見つかりません',
    heading: 'このアドレスには何もありません',
    reason: 'リンクが途中で切れているか、ページがなくなった可能性があります。',
    whatToDo: '次の方法をお試しください',
    advice: 'メールのリンクをもう一度開くか、リンク全体をコピーしてください。そのメールへのご返信は、必ず担当者に届きます。',
  },
}
