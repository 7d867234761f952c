import type { VisitorWords } from './words.ts'

/** In the plural of politeness, which has no gender, and without verbs of which the rep would be the subject. Zones are Intl's, in Arabic letters. */
export const ar: VisitorWords = {
  sender: ({ rep, workspace }) => `${rep} - ${workspace}`,
  inZone: (moment, { time }) => `${moment} (${time})`,
  gap: ' ',
  colon: ':',
  personHeading: ({ rep }) => `جهة اتصالكم هي ${rep}`,
  personSubject: ({ rep, firstName, workspace }) => `${firstName ? `مرحبًا ${firstName}، ` : ''}جهة اتصالكم لدى ${workspace} هي ${rep}`,
  looksAfter: ({ rep, own, country }) =>
    own ? `متابعة شركتكم من مسؤولية ${rep}.` : `متابعة الشركات المماثلة لشركتكم${country ? ` في ${country}` : ''} من مسؤولية ${rep}.`,
  pickTime: 'يُرجى اختيار موعد، أو الرد على الرسالة التي ستصلكم بالبريد الإلكتروني.',
  repWritesFirst: ({ rep, when }) => `ستصلكم رسالة من ${rep}${when ? ` في موعد أقصاه ${when}` : ''}.`,
  mailComes: ({ rep }) => `ستصلكم رسالة بالبريد الإلكتروني، والرد عليها يصل إلى ${rep}.`,
  answersKnown: ({ rep }) => `إجاباتكم لدى ${rep} بالفعل، لذا يمكن أن يبدأ الحديث بسؤالكم لا باستبيان.`,
  timesButton: ({ rep }) => `عرض المواعيد المتاحة مع ${rep}`,
  pageButton: 'عرض حالة الطلب',
  replyReaches: ({ rep }) => `أو يكفي الرد على هذه الرسالة، فالرد يصل إلى ${rep}.`,
  told: 'موضوع طلبكم',
  queuedHeading: ({ firstName }) => `شكرًا لكم${firstName ? `، ${firstName}` : ''}`,
  queuedSubject: ({ firstName, workspace }) => `${firstName ? `مرحبًا ${firstName}، ` : ''}وصل طلبكم إلى ${workspace}`,
  queuedPromise: ({ workspace, when }) => `سيصلكم رد من ${workspace} ${when ? `في موعد أقصاه ${when}` : 'فور توفّر الشخص المناسب'}.`,
  queuedNext: 'لا يلزمكم فعل أي شيء آخر: إجاباتكم محفوظة مع الطلب، ولن يسألكم أحد عنها مرة ثانية.',
  queuedPage: 'ستصلكم رسالة تأكيد بالبريد الإلكتروني.',
  disqualifiedHeading: ({ firstName }) => `شكرًا لكم${firstName ? `، ${firstName}` : ''}`,
  disqualifiedBody:
    'بناءً على إجاباتكم، التحدث مع فريق المبيعات ليس الخطوة المناسبة لكم اليوم، لذلك لن يتصل بكم أو يراسلكم أحد. ونرحب بطلبكم مجددًا متى تغيّرت الظروف.',
  footer: ({ formTitle, workspace }) =>
    `أُرسلت هذه الرسالة تلقائيًا عند ملء ${formTitle ? `«${formTitle}»` : 'النموذج'} لدى ${workspace} بهذا العنوان. إن لم يكن الطلب منكم، فيُرجى تجاهل هذه الرسالة: لن يحدث أي شيء آخر.`,
  preview: { assigned: 'يُرجى اختيار الموعد المناسب لكم، أو الرد مباشرة.', queued: 'وصلنا طلبكم. إليكم موعد الرد.' },
}
