import { UptierError } from "uptier/kernel";
import { demo } from "./demo";

try {
  process.stdout.write(await demo(process.argv.slice(2)));
} catch (error) {
  // A wrong file or option is told in words; anything else is a fault of ours and shows its trace.
  const expected = error instanceof UptierError || (error instanceof TypeError && "code" in error);
  process.stderr.write(`${expected ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
