/** Styles that come with a library: the build gathers them in dist/console.css. */
declare module '*.css';
