import { deciderOf } from "../decider";
import { cutPrice } from "./cut";
import type { Bargain } from "./definition";
import { expireBargain } from "./expire";
import { openBargain } from "./open";
import { bargainKind } from "./state";

/**
 * The decisions of a bargain for a runner such as the SQL store, which brings the source of chance. All
 * share one name, so that no two of their commands may have the same id. Each touches the stream of a
 * record; a cut touches that of the friend too.
 */
export function bargainDeciders(bargain: Bargain) {
  return {
    openBargain: deciderOf(bargainKind, bargain, openBargain),
    cutPrice: deciderOf(bargainKind, bargain, cutPrice),
    expireBargain: deciderOf(bargainKind, bargain, expireBargain),
  };
}
