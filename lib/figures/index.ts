export { accuracyOverlay, accuracyPanels, type Runs, type RunsOptions, seriesPanels } from './accuracy-plots.ts';
export { type ContourPlotOptions, contourPlot } from './contour-plot.ts';
export { type HeatmapPlotOptions, heatmapPlot } from './heatmap-plot.ts';
export { type AxisType, type LinePlotOptions, linePlot } from './line-plot.ts';
export { type MedianBand, medianBand } from './median-band.ts';
export { type Panel, type PanelPlotOptions, panelPlot } from './panel-plot.ts';
export { type Regions, type ScatterPlotOptions, scatterPlot } from './scatter-plot.ts';
export type { Reference, Series } from './series.ts';
export { colorOf, colors, palette, sweepColors } from './theme.ts';
