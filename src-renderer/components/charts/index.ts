export { type ChartLine, type ChartPoint, LineChart } from './line-chart.tsx';
