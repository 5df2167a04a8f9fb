/** Where the bundler put it, if it was told to copy such files: for `preload({ wasmUrl })`. */
declare const url: string
export default url
