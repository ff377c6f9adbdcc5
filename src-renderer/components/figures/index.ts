export { FigureView } from './figure-view.tsx';
