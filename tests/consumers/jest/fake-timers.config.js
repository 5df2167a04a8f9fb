import config from './jest.config.js'

export default { ...config, fakeTimers: { enableGlobally: true } }
