import type { Command, Decider, Decision, Reason, Stream } from "../../kernel/decision";
import type { RandomSource } from "../../kernel/random/source";
import type { CampaignEntry, CampaignHead } from "./entry";
import { type CampaignKind, emptyState, type Part, partsOf } from "./part";

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

/** What one stream of a part holds. */
type PartState<Whole> = Whole extends Readonly<Record<string, infer One>> ? One : Whole;

/** The stream of one part of a campaign; `id` is empty where there is only one. */
export function streamOf<
  State,
  Name extends keyof State,
  C extends Command,
  E extends CampaignEntry,
>(
  kind: CampaignKind<State, C, E>,
  campaign: CampaignHead,
  name: Name,
  id: string,
): Stream<PartState<State[Name]>, E> {
  const [, part] = partsOf(kind).find(([key]) => key === name)!;
  return partStream(kind, campaign, part, id) as Stream<PartState<State[Name]>, E>;
}

function streamsOf<State, C extends Command, E extends CampaignEntry>(
  kind: CampaignKind<State, C, E>,
  campaign: CampaignHead,
  about: C | E,
): NamedStream<E>[] {
  return partsOf(kind).flatMap(([name, part]) => {
    const id = part.label === null ? null : part.idOf(about);
    if (part.label !== null && id === null) return [];
    return [{ name, id, stream: partStream(kind, campaign, part, id ?? "") }];
  });
}

function partStream<E extends CampaignEntry>(
  { name }: { readonly name: string },
  campaign: CampaignHead,
  part: Pick<Part<never, E>, "fold" | "initial" | "label">,
  id: string,
): Stream<unknown, E> {
  const base = `referral/${name}/${campaign.id}`;
  return {
    key: part.label === null ? base : `${base}/${part.label}/${id}`,
    initial: () => part.initial(),
    apply: (state, entry) => part.fold(state as never, entry),
  };
}
