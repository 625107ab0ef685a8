import { isPlainText } from "../../../kernel/text";

/** Whether googlemail.com is gmail.com, which it is, or a domain of its own. */
export type GooglemailAlias = "same" | "distinct";

/**
 * What e-mail addresses of one mailbox have in common: without white space around it, in lower case,
 * without `+tag`, and without dots where Google keeps the mailbox, which ignores them.
 *
 * @param options.googlemailAlias - Default: `same`
 * @returns null: it is no address
 *
 * @example
 * ```ts
 * import { emailKey } from "uptier/referral";
 *
 * emailKey(" A.B+shop@Gmail.com"); // => "ab@gmail.com"
 * emailKey("ab@googlemail.com"); // => "ab@gmail.com"
 * emailKey("ab@googlemail.com", { googlemailAlias: "distinct" }); // => "ab@googlemail.com"
 * emailKey("a.b+shop@qq.com"); // => "a.b@qq.com"
 * ```
 */
export function emailKey(
  email: string,
  options: { readonly googlemailAlias?: GooglemailAlias | undefined } = {},
): string | null {
  const parts = partsOf(email);
  if (parts === null) return null;
  const tag = parts.local.indexOf("+");
  // Of "+tag" alone nothing would be left.
  const plain = tag > 0 ? parts.local.slice(0, tag) : parts.local;
  const isGoogle = GOOGLE.includes(parts.domain);
  const local = isGoogle ? plain.replaceAll(".", "") : plain;
  const domain = isGoogle && options.googlemailAlias !== "distinct" ? GOOGLE[0]! : parts.domain;
  return local === "" ? null : `${local}@${domain}`;
}

/**
 * The domain of an address, if it is one of a company or another group of people who know each other.
 *
 * @param freeMailDomains - domains at which anybody gets an address. Default: `FREE_MAIL_DOMAINS`
 * @returns in lower case; null: anybody gets an address there, or it is no address
 *
 * @example
 * ```ts
 * import { companyDomain, FREE_MAIL_DOMAINS } from "uptier/referral";
 *
 * companyDomain("li@Teahouse.cn"); // => "teahouse.cn"
 * companyDomain("li@163.com"); // => null
 * companyDomain("li@campus.example", [...FREE_MAIL_DOMAINS, "campus.example"]); // => null
 * ```
 */
export function companyDomain(
  email: string,
  freeMailDomains: readonly string[] = FREE_MAIL_DOMAINS,
): string | null {
  const domain = partsOf(email)?.domain ?? null;
  return domain === null || freeMailDomains.includes(domain) ? null : domain;
}

const GOOGLE = ["gmail.com", "googlemail.com"];

function partsOf(email: string): { readonly local: string; readonly domain: string } | null {
  if (!isPlainText(email)) return null;
  const text = email.trim().toLowerCase();
  const at = text.lastIndexOf("@");
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  return at < 1 || domain === "" || /\s/.test(text) ? null : { local, domain };
}

/**
 * Domains at which anybody gets an address: that two people have one there says nothing. Data to extend,
 * and not complete.
 */
export const FREE_MAIL_DOMAINS: readonly string[] = Object.freeze([
  ...["qq.com", "vip.qq.com", "foxmail.com", "163.com", "vip.163.com", "126.com", "yeah.net"],
  ...["188.com", "sina.com", "sina.cn", "vip.sina.com", "sohu.com", "139.com", "189.cn", "wo.cn"],
  ...["21cn.com", "tom.com", "aliyun.com"],
  ...["gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com"],
  ...["outlook.jp", "hotmail.co.uk", "hotmail.fr", "live.co.uk"],
  ...["yahoo.com", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com.tw", "yahoo.com.hk", "ymail.com"],
  ...["icloud.com", "me.com", "mac.com", "aol.com", "mail.com", "zoho.com", "fastmail.com"],
  ...["proton.me", "protonmail.com", "tutanota.com", "tuta.io", "hey.com"],
  ...["gmx.com", "gmx.de", "gmx.net", "web.de", "t-online.de", "freenet.de"],
  ...["orange.fr", "free.fr", "laposte.net", "libero.it", "mail.ru", "yandex.ru", "yandex.com"],
  ...["naver.com", "daum.net", "hanmail.net"],
]);
