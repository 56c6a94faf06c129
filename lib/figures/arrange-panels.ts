/** The parts of a layout that {@link arrangePanels} reads and sets. */
interface PanelLayout {
  /** What the panels are called, how many shall stand side by side, and how high all are together, in pixels. */
  meta: { titles: string[]; columns: number; plotHeight?: number };
  /** One a panel, its title; then the titles of the x and the y axis. */
  annotations: Record<string, unknown>[];
  margin: Record<string, number>;
  legend?: Record<string, unknown>;
  title?: unknown;
  showlegend?: boolean;
  height?: number;
}

/**
 * Arranges the panels of a figure for a width: how many side by side, where each lies, which show numbers at their
 * axes, and how high all are. It uses nothing from outside, so that a page can carry it as text and arrange anew when
 * its width changes.
 *
 * @param anyLayout a layout of panelPlot, changed in place
 * @param width of the whole figure, in pixels
 */
export function arrangePanels(anyLayout: Record<string, unknown>, width: number): void {
  const layout = anyLayout as unknown as PanelLayout;
  const { meta, annotations } = layout;
  const left = width < 500 ? 52 : 62;
  const right = 12;
  const between = 16;
  const inner = width - left - right;
  const columns = Math.max(1, Math.min(meta.columns, Math.floor((inner + between) / 136)));
  const rows = Math.ceil(meta.titles.length / columns);
  const panelWidth = (inner - between * (columns - 1)) / columns;
  const panelHeight = Math.round(Math.min(220, Math.max(112, panelWidth * 0.66)));

  /** A title in lines that are not wider than a panel, at about 6.6 pixels a letter. */
  const wrapped = (title: string): string[] => {
    const lines: string[] = [];
    for (const word of title.split(' ')) {
      const last = lines[lines.length - 1];
      if (last !== undefined && (last.length + word.length + 1) * 6.6 <= panelWidth) {
        lines[lines.length - 1] = `${last} ${word}`;
      } else lines.push(word);
    }
    return lines;
  };
  const titles = meta.titles.map(wrapped);
  const titleHeight = Math.max(...titles.map((lines) => lines.length)) * 15;
  const rowGap = titleHeight + 18;
  const height = rows * panelHeight + (rows - 1) * rowGap;

  titles.forEach((lines, index) => {
    const suffix = index === 0 ? '' : String(index + 1);
    const column = index % columns;
    const x = column * (panelWidth + between);
    const top = Math.floor(index / columns) * (panelHeight + rowGap);
    Object.assign(anyLayout[`xaxis${suffix}`] as object, {
      domain: [x / inner, Math.min(1, (x + panelWidth) / inner)],
      anchor: `y${suffix}`,
      showticklabels: index + columns >= titles.length,
    });
    Object.assign(anyLayout[`yaxis${suffix}`] as object, {
      domain: [Math.max(0, 1 - (top + panelHeight) / height), 1 - top / height],
      anchor: `x${suffix}`,
      showticklabels: column === 0,
    });
    annotations[index]!.text = lines.join('<br>');
  });
  annotations[titles.length]!.yshift = -24;
  annotations[titles.length + 1]!.xshift = 10 - left;

  // Above the panels: their titles, the legend, the figure's own title where the page does not show it.
  layout.legend = { ...layout.legend, y: 1 + (titleHeight + 8) / height };
  const top = titleHeight + 10 + (layout.showlegend ? 26 : 0) + (layout.title ? 36 : 0);
  layout.margin = { l: left, r: right, t: top, b: 52 };
  layout.height = height + top + 52;
  meta.plotHeight = height;
}
