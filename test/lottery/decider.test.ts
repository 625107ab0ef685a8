import { describe, expect, it } from "vitest";
import { seededRandom } from "uptier/kernel";
import {
  campaignDeciders,
  campaignStream,
  defineCampaign,
  draw,
  memberStream,
  newDrawState,
} from "uptier/lottery";
import { AT, packageCard } from "./campaigns";

describe("campaignDeciders", () => {
  const definition = defineCampaign(packageCard);
  const decider = campaignDeciders(definition).draw;
  const command = { id: "d1", at: AT, member: "m/1" };

  it("decides as draw does, from the states of its two streams [lottery-40]", () => {
    const decision = decider.decide((stream) => stream.initial(), command, seededRandom("x"));
    expect(decision).toEqual(draw(definition, newDrawState(), command, seededRandom("x")));
  });

  it("names the streams of a command and of its entries alike [lottery-40]", () => {
    const decision = decider.decide((stream) => stream.initial(), command, seededRandom("x"));
    if (!decision.ok) throw new Error("refused");
    const keys = ["lottery/package-card", "lottery/package-card/member/m/1"];
    expect(decider.name).toBe(keys[0]);
    expect(decider.streams(command).map((stream) => stream.key)).toEqual(keys);
    expect(decider.streams(decision.entries[0]!).map((stream) => stream.key)).toEqual(keys);
    expect(campaignStream("package-card").key).toBe(keys[0]);
    expect(memberStream("package-card", "m/1").key).toBe(keys[1]);
  });
});
