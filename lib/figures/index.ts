export { accuracyOverlay, accuracyPanels, type RunsOptions, seriesPanels } from './accuracy-plots.ts';
export { type ContourPlotOptions, contourPlot } from './contour-plot.ts';
export { type HeatmapPlotOptions, heatmapPlot } from './heatmap-plot.ts';
export { type LinePlotOptions, linePlot } from './line-plot.ts';
export { type Panel, type PanelPlotOptions, panelPlot } from './panel-plot.ts';
export { type ScatterPlotOptions, scatterPlot } from './scatter-plot.ts';
export type { Reference, Series } from './series.ts';
export { colorOf, colors, dashOf, palette } from './theme.ts';
