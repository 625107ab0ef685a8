import type { Stream } from "../../../kernel/decision";
import { deciderOf, streamOf } from "../decider";
import { closeGroupOrder, refundGroupOrder } from "./close";
import type { GroupBuy } from "./definition";
import { expireGroup } from "./expire";
import { groupBuyKind } from "./fold";
import { joinGroup } from "./join";
import type { BuyGroup, GroupBuyActivity, GroupBuyEntry, GroupBuyer } from "./state";

/**
 * The decisions of a group-buy for a runner such as the SQL store. All share one name, so that no two of
 * their commands may have the same id. Each touches the stream of the activity (its stock and money) and
 * that of the group; those about a member's own order touch that of the member too.
 *
 * @example
 * ```ts
 * import { defineGroupBuy, groupBuyDeciders } from "uptier/referral";
 *
 * const groupBuy = defineGroupBuy({
 *   id: "tea-for-two",
 *   currency: "CNY",
 *   zone: "Asia/Shanghai",
 *   size: 2,
 *   lasts: { hours: 24 },
 * });
 * const command = {
 *   id: "j2",
 *   at: "2026-11-21T09:30:00+08:00",
 *   member: "m2",
 *   order: "o2",
 *   quantity: 1,
 *   paid: "19.90",
 *   group: "o1",
 * };
 * groupBuyDeciders(groupBuy)
 *   .joinGroup.streams(command)
 *   .map(({ key }) => key);
 * // => [
 * //   "referral/group-buy/tea-for-two",
 * //   "referral/group-buy/tea-for-two/group/o1",
 * //   "referral/group-buy/tea-for-two/member/m2",
 * // ]
 * ```
 */
export function groupBuyDeciders(groupBuy: GroupBuy) {
  return {
    joinGroup: deciderOf(groupBuyKind, groupBuy, joinGroup),
    expireGroup: deciderOf(groupBuyKind, groupBuy, expireGroup),
    closeGroupOrder: deciderOf(groupBuyKind, groupBuy, closeGroupOrder),
    refundGroupOrder: deciderOf(groupBuyKind, groupBuy, refundGroupOrder),
  };
}

/** The stream of the stock and the money of all groups. */
export function groupBuyStream(groupBuy: GroupBuy): Stream<GroupBuyActivity, GroupBuyEntry> {
  return streamOf(groupBuyKind, groupBuy, "activity", "");
}

/** The stream of a group. */
export function buyGroupStream(groupBuy: GroupBuy, group: string): Stream<BuyGroup, GroupBuyEntry> {
  return streamOf(groupBuyKind, groupBuy, "groups", group);
}

/** The stream of a member. */
export function groupBuyerStream(
  groupBuy: GroupBuy,
  member: string,
): Stream<GroupBuyer, GroupBuyEntry> {
  return streamOf(groupBuyKind, groupBuy, "members", member);
}
