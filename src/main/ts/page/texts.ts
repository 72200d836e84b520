export type Language = 'zh' | 'en';

const en = {
  title: 'Agent bar',
  language: 'Language',
  signIn: 'Sign in',
  signInHint: 'Your telephone, in the browser.',
  user: 'User name',
  password: 'Password',
  agent: 'Agent',
  extension: 'Ext.',
  login: 'Log in',
  logout: 'Log out',
  leave: 'Leave',
  presence: 'Availability',
  ready: 'Ready',
  busy: 'Busy',
  rest: 'Rest',
  call: 'Call',
  noCall: 'No call',
  waitingForCalls: 'Waiting for calls',
  queue: 'Skill group',
  duration: 'Duration',
  asr: 'Live transcript',
  on: 'On',
  off: 'Off',
  answer: 'Answer',
  hangup: 'Hang up',
  dialpad: 'Dial pad',
  number: 'Number',
  erase: 'Erase the last digit',
  dial: 'Call',
  log: 'Log',
  copy: 'Copy',
  copied: 'Copied',
  clear: 'Clear',
  keys: 'Keyboard',
  keyNumber: 'Go to the number; Enter calls',
  INBOUND: 'Incoming call',
  OUTBOUND: 'Outgoing call',
  INTERNAL: 'Internal call',
  connected: 'Connected',
  connecting: 'Connecting…',
  closed: 'Not connected',
  stateOut: 'Logged out',
  stateReady: 'Ready',
  stateBusy: 'Busy',
  stateRest: 'At rest',
  stateRinging: 'Ringing',
  stateDialing: 'Calling',
  stateTalking: 'On a call',
  stateWrapUp: 'After-call work',
  afterCall: 'After this call:',
  reason_login: 'just logged in',
  reason_no_answer: 'a call was not answered',
  reason_phone_down: 'the phone is not reachable',
  reason_connection_lost: 'the connection was lost',
  kicked: 'You signed in from another browser.',
  BAD_CREDENTIALS: 'Wrong user name or password.',
  TOKEN_INVALID: 'Please sign in again.',
  TOKEN_EXPIRED: 'Your sign-in has expired. Please sign in again.',
  NOT_ALLOWED_NOW: 'Not possible right now.',
  NOT_SIGNED_IN: 'Log in first.',
  FORBIDDEN: 'This number may not be called.',
  NOT_FOUND: 'There is no such number.',
  BAD_NUMBER: 'This is not a number that can be called.',
  BUSY: 'The line is busy.',
  NO_ANSWER: 'No answer.',
  REJECTED: 'The call was refused.',
  PHONE_UNREACHABLE: 'The phone is not reachable.',
  TIMEOUT: 'No answer from the platform in time.',
  UNAVAILABLE: 'The platform is not reachable just now.',
  RATE_LIMITED: 'Too many tries. Wait a moment.',
  unreachable: 'The server cannot be reached.',
};

export type Key = keyof typeof en;

const zh: Record<Key, string> = {
  title: '坐席电话条',
  language: '语言',
  signIn: '登录',
  signInHint: '浏览器里的座席电话',
  user: '用户名',
  password: '密码',
  agent: '坐席',
  extension: '分机',
  login: '签入',
  logout: '签出',
  leave: '退出',
  presence: '坐席状态',
  ready: '示闲',
  busy: '示忙',
  rest: '小休',
  call: '通话',
  noCall: '暂无通话',
  waitingForCalls: '等待来电',
  queue: '技能组',
  duration: '时长',
  asr: '实时转写',
  on: '开',
  off: '关',
  answer: '接听',
  hangup: '挂断',
  dialpad: '拨号盘',
  number: '号码',
  erase: '删除最后一位',
  dial: '呼叫',
  log: '日志',
  copy: '复制',
  copied: '已复制',
  clear: '清空',
  keys: '键盘快捷键',
  keyNumber: '转到号码框，回车呼叫',
  INBOUND: '呼入',
  OUTBOUND: '呼出',
  INTERNAL: '内部呼叫',
  connected: '已连接',
  connecting: '连接中…',
  closed: '未连接',
  stateOut: '已签出',
  stateReady: '空闲',
  stateBusy: '忙碌',
  stateRest: '小休',
  stateRinging: '振铃中',
  stateDialing: '外呼中',
  stateTalking: '通话中',
  stateWrapUp: '话后处理',
  afterCall: '通话结束后：',
  reason_login: '刚签入',
  reason_no_answer: '来电未接',
  reason_phone_down: '话机不可用',
  reason_connection_lost: '连接曾中断',
  kicked: '您已在其他浏览器登录。',
  BAD_CREDENTIALS: '用户名不存在或者密码错误',
  TOKEN_INVALID: '请重新登录。',
  TOKEN_EXPIRED: '登录已过期，请重新登录。',
  NOT_ALLOWED_NOW: '当前状态下不能执行此操作。',
  NOT_SIGNED_IN: '请先签入。',
  FORBIDDEN: '无权呼叫此号码。',
  NOT_FOUND: '号码不存在。',
  BAD_NUMBER: '号码格式不正确。',
  BUSY: '对方忙。',
  NO_ANSWER: '无人接听。',
  REJECTED: '对方拒接。',
  PHONE_UNREACHABLE: '话机不可用。',
  TIMEOUT: '平台超时未响应。',
  UNAVAILABLE: '平台暂时不可用。',
  RATE_LIMITED: '操作过于频繁，请稍候。',
  unreachable: '无法连接服务器。',
};

const KEPT = 'ctibar.language';
const texts: Record<Language, Record<Key, string>> = { en, zh };
let current: Language = kept() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

export function language(): Language {
  return current;
}

export function t(key: Key): string {
  return texts[current][key];
}

/** @returns the text of that key, or `other` where this page has none */
export function textOr(key: string, other: string): string {
  return texts[current][key as Key] ?? other;
}

export function speak(language: Language): void {
  current = language;
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // not remembered then
  }
}

function kept(): Language | null {
  try {
    const language = localStorage.getItem(KEPT);
    return language === 'zh' || language === 'en' ? language : null;
  } catch {
    return null;
  }
}

/** Fills in every element that names its text. */
export function translate(root: ParentNode): void {
  const each = (attribute: string, fill: (element: Element, text: string) => void) =>
    root.querySelectorAll(`[${attribute}]`).forEach((element) => {
      fill(element, t(element.getAttribute(attribute) as Key));
    });
  each('data-i18n', (element, text) => (element.textContent = text));
  each('data-i18n-label', (element, text) => element.setAttribute('aria-label', text));
  each('data-i18n-placeholder', (element, text) => element.setAttribute('placeholder', text));
}
