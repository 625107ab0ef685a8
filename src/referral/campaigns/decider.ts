import type { Command, Decider, Decision, Reason, Stream } from "../../kernel/decision";
import type { RandomSource } from "../../kernel/random/source";
import type { CampaignEntry, CampaignHead } from "./entry";
import { type CampaignKind, emptyState, partsOf } from "./part";

interface NamedStream<E extends CampaignEntry> {
  readonly name: string;
  /** Null: there is only one. */
  readonly id: string | null;
  readonly stream: Stream<unknown, E>;
}

/** What a runner needs for one verb: it reads the parts that the command names, and no others. */
export function deciderOf<
  Campaign extends CampaignHead,
  State,
  All extends Command,
  C extends All,
  Value,
  E extends CampaignEntry,
  Refusal extends Reason,
  Why extends Reason,
>(
  kind: CampaignKind<State, All, E>,
  campaign: Campaign,
  decide: (
    campaign: Campaign,
    state: State,
    command: C,
    random: RandomSource,
  ) => Decision<Value, E, Refusal, Why>,
): Decider<C, Value, E, Refusal, Why> {
  return {
    name: `referral/${kind.name}/${campaign.id}`,
    streams: (about) => streamsOf(kind, campaign, about).map(({ stream }) => stream),
    decide(read, command, random) {
      const state = emptyState(kind) as Record<string, unknown>;
      for (const { name, id, stream } of streamsOf(kind, campaign, command)) {
        const part = read(stream);
        state[name] = id === null ? part : { [id]: part };
      }
      return decide(campaign, state as State, command, random);
    },
  };
}

function streamsOf<State, C extends Command, E extends CampaignEntry>(
  kind: CampaignKind<State, C, E>,
  campaign: CampaignHead,
  about: C | E,
): NamedStream<E>[] {
  const base = `referral/${kind.name}/${campaign.id}`;
  return partsOf(kind).flatMap(([name, part]) => {
    const { initial, label } = part;
    const id = label === null ? null : part.idOf(about);
    if (label !== null && id === null) return [];
    const key = label === null ? base : `${base}/${label}/${id}`;
    const apply = (state: unknown, entry: E): unknown => part.fold(state as never, entry);
    return [{ name, id, stream: { key, initial, apply } }];
  });
}
