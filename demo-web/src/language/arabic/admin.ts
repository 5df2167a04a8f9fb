export { admin } from '../english/admin'
