export { type ChartLine, type ChartPoint, LINE_STYLES, LineChart } from './line-chart.tsx';
