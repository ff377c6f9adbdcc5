/** Style sheets are bundled by esbuild; importing one has no value. */
declare module '*.css';

/** Code that the browser loads apart, into the thread of the sound; importing it gives its address. */
declare module '*.worklet.js' {
  const address: string;
  export default address;
}
