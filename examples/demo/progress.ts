const WIDTH = 40;

/** From how many steps on a bar is worth its while. */
const LONG = 2_000;

/** Shows how far a long job is, on a terminal; elsewhere it is silent. */
export function progressBar(total: number, terminal: NodeJS.WriteStream): (done: number) => void {
  if (!terminal.isTTY || total < LONG) return () => {};
  let shown = -1;
  return (done) => {
    const percent = Math.floor((100 * done) / total);
    if (percent === shown) return;
    shown = percent;
    const filled = "#".repeat(Math.floor((WIDTH * done) / total));
    const end = done === total ? "\n" : "";
    terminal.write(`\r[${filled.padEnd(WIDTH, ".")}] ${percent} %${end}`);
  };
}
