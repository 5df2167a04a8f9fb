// What Rollup's documents ask for where React is: it is CommonJS, and asks for NODE_ENV.
import commonjs from '@rollup/plugin-commonjs'
import resolve from '@rollup/plugin-node-resolve'
import replace from '@rollup/plugin-replace'

export default {
  input: 'shared/show.js',
  output: { dir: 'dist', format: 'es' },
  plugins: [
    resolve({ browser: true }),
    commonjs(),
    replace({ 'process.env.NODE_ENV': '"production"', preventAssignment: true }),
  ],
}
