export { type TagDeciders, tagDeciders, tagStream } from "./decider";
export { defineTags, type TagKey, type Tags, tagsJsonSchema } from "./definition";
export type { TagEntry, TagRemoved, TagsEntry, TagSet } from "./entries";
export { applyTags, replayTags } from "./fold";
export { TAG_SOURCES, type TagKeyInput, type TagsInput, type TagSource } from "./input";
export type { KnownTag, ShadowReason } from "./ranking";
export {
  REMOVE_TAG_REFUSALS,
  removeTag,
  type RemoveTagCommand,
  type RemoveTagDecision,
  type RemoveTagRefusal,
  type RemoveTagResult,
} from "./remove-tag";
export { tagsSchema } from "./schema";
export {
  SET_TAG_REFUSALS,
  setTag,
  type SetTagCommand,
  type SetTagDecision,
  type SetTagReason,
  type SetTagRefusal,
  type SetTagResult,
} from "./set-tag";
export { newTagState, type Tag, type TagState } from "./state";
export {
  type EffectiveTag,
  type ShadowedTag,
  type ShownTag,
  tagsAt,
  type TagsView,
} from "./tags-at";
