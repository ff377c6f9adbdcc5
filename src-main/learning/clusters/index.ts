export { type ClusterChange, daviesBouldin, daviesBouldinChange } from './davies-bouldin.ts';
export { type Silhouette, type SilhouetteOptions, silhouette } from './silhouette.ts';
