/** Aligned columns: the first to the left, the others to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) =>
    Math.max(...lines.map((line) => widthOf(line[column] ?? ""))),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const gap = " ".repeat(widths[column]! - widthOf(cell));
          return column === 0 ? cell + gap : gap + cell;
        })
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join("\n");
}

/** Columns of a terminal: Chinese characters take two. */
function widthOf(text: string): number {
  const chinese = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return text.length + chinese;
}
