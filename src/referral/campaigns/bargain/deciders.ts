import type { Stream } from "../../../kernel/decision";
import { deciderOf, streamOf } from "../decider";
import { cutPrice } from "./cut";
import type { Bargain } from "./definition";
import { expireBargain } from "./expire";
import { openBargain } from "./open";
import { type BargainEntry, bargainKind, type BargainRecord } from "./state";

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

/** The stream of a member's bargain. */
export function bargainRecordStream(
  bargain: Bargain,
  record: string,
): Stream<BargainRecord, BargainEntry> {
  return streamOf(bargainKind, bargain, "records", record);
}
