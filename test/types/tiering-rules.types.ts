/* Checked by the compiler, not run: the documented inputs and the schemas agree. */
import { expectTypeOf } from "vitest";
import type * as z from "zod";
import type {
  AudienceInput,
  audienceSchema,
  GroupsInput,
  groupsSchema,
  LayersInput,
  layersSchema,
  RouteMemberRefusal,
  SetTagRefusal,
  TagsInput,
  tagsSchema,
} from "uptier/tiering";

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

expectTypeOf<DeepReadonly<z.input<typeof audienceSchema>>>().toExtend<AudienceInput>();
expectTypeOf<AudienceInput>().toExtend<DeepReadonly<z.input<typeof audienceSchema>>>();
expectTypeOf<DeepReadonly<z.input<typeof layersSchema>>>().toExtend<LayersInput>();
expectTypeOf<LayersInput>().toExtend<DeepReadonly<z.input<typeof layersSchema>>>();
expectTypeOf<DeepReadonly<z.input<typeof groupsSchema>>>().toExtend<GroupsInput>();
expectTypeOf<GroupsInput>().toExtend<DeepReadonly<z.input<typeof groupsSchema>>>();
expectTypeOf<DeepReadonly<z.input<typeof tagsSchema>>>().toExtend<TagsInput>();
expectTypeOf<TagsInput>().toExtend<DeepReadonly<z.input<typeof tagsSchema>>>();

// A refusal is told apart by its code.
expectTypeOf<Extract<RouteMemberRefusal, { code: "overflow" }>["current"]>().toEqualTypeOf<
  string | null
>();
expectTypeOf<Extract<SetTagRefusal, { code: "too-late" }>["keptFrom"]>().toEqualTypeOf<string>();
