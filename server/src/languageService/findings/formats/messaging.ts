import { common, type FormatRow } from './tokenFormat.ts';

/** The beginnings of Discord's bot tokens: a number's first two digits in base64. */
const discordBots = 'MT Mj Mz ND NT Nj Nz OD OT';
const discord = { shape: /^[A-Za-z0-9]{21,25}\.[\w-]{6}\.[\w-]{27,38}$/ } as const;
const mailgun = { head: { alphabet: 'hex', min: 32, max: 32 }, shape: /^[0-9a-f]{8}-[0-9a-f]{8}$/ } as const;
const mailchimp = { head: { alphabet: 'hex', min: 32, max: 32 } } as const;

/** The address of a hook is all that it takes to use it; with or without its scheme. */
function hooks(...addresses: readonly string[]): string {
  return addresses.flatMap((address) => [`https://${address}`, `http://${address}`, address]).join(' ');
}

const slackHooks = hooks(
  'hooks.slack.com/services/',
  'hooks.slack.com/workflows/',
  'hooks.slack.com/triggers/',
  'hooks.slack-gov.com/services/',
);
const discordHooks = hooks('discord.com/api/webhooks/', 'discordapp.com/api/webhooks/');
const dingTalkHook = hooks('oapi.dingtalk.com/robot/send?access_token=');
const larkHooks = hooks('open.feishu.cn/open-apis/bot/v2/hook/', 'open.larksuite.com/open-apis/bot/v2/hook/');
const weComHook = hooks('qyapi.weixin.qq.com/cgi-bin/webhook/send?key=');

/** Mail, chat, telephony and the social networks. */
export const messagingRows: readonly FormatRow[] = [
  ['Brevo', 'xkeysib- xsmtpsib-', 'url', 81, 81],
  ['DingTalk', dingTalkHook, 'hex', 64, 64],
  ['Discord', discordBots, 'dotted', 56, 71, discord],
  ['Discord', discordHooks, 'path', 78, 100, { shape: /^\d{17,20}\/[\w-]{60,75}$/ }],
  ['Facebook', 'EAA', 'alphanumeric', 100, 400],
  ['Facebook', '|', 'url', 27, 40, { head: { alphabet: 'digits', min: 15, max: 16 } }],
  ['HubSpot', 'pat-na1- pat-na2- pat-na3- pat-eu1- pat-ap1-', 'uuid', 36, 36],
  ['Instagram', 'IGQV', 'url', 100, 300],
  ['Intercom', 'dG9rOj', 'base64', 54, 62],
  ['Lark', larkHooks, 'uuid', 36, 36],
  ['Mailchimp', '-us', 'digits', 1, 2, mailchimp],
  ['MailerSend', 'mlsn.', 'hex', 64, 64],
  ['Mailgun', 'key-', 'hex', 32, 32, common],
  ['Mailgun', '-', 'uuid', 17, 17, mailgun],
  ['Mandrill', 'md-', 'url', 22, 22, common],
  ['MessageBird', 'live_', 'alphanumeric', 25, 25, common],
  [
    'Microsoft Teams',
    '.webhook.office.com/webhookb2/',
    'path',
    100,
    220,
    { head: { alphabet: 'url', min: 1, max: 60 } },
  ],
  ['OneSignal', 'os_v2_app_ os_v2_org_', 'lower', 100, 110],
  ['Resend', 're_', 'word', 33, 33, { isCommon: true, shape: /^[A-Za-z0-9]{8}_[A-Za-z0-9]{24}$/ }],
  ['SendGrid', 'SG.', 'dotted', 66, 66],
  ['Slack', 'xoxb- xoxp- xoxa- xoxr- xoxs- xoxo- xoxe- xoxc-', 'url', 24, 250],
  ['Slack', 'xoxe.xoxp-1- xoxe.xoxb-1-', 'alphanumeric', 100, 250],
  ['Slack', 'xoxd-', 'percent', 40, 300],
  ['Slack', 'xapp-1-', 'url', 60, 150],
  ['Slack', slackHooks, 'path', 40, 60, { shape: /^[A-Za-z0-9+/]{40,60}$/ }],
  ['Telegram', ':A', 'url', 34, 34, { head: { alphabet: 'digits', min: 5, max: 16 } }],
  ['Telnyx', 'KEY', 'word', 55, 55, { shape: /^[0-9A-F]{32}_\w{22}$/ }],
  ['Twilio', 'SK', 'hex', 32, 32, common],
  ['Twitch', 'oauth:', 'lower', 30, 30, common],
  ['Twitter', 'AAAAAAAAAAAAAAAAAAAAAA', 'percent', 80, 100],
  [
    'Twitter',
    '-',
    'alphanumeric',
    20,
    40,
    { head: { alphabet: 'digits', min: 15, max: 25 }, isCommon: true },
  ],
  ['WeCom', weComHook, 'uuid', 36, 36],
];
