/** The catalogues: numbers, durations and plural forms. */
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from 'node:test'
import { load } from '../support/dist.mjs'

const { arabic, english } = await load('components/index.js')
const { roughly } = await load('components/time-left.js')

const cases = (say, table) => {
  for (const [given, expected] of table) assert.equal(say(given), expected, `for ${given}`)
}

test('AC-2.2.3 an estimate promises no more precision than it has', () => {
  cases(english.timeLeft, [
    [0, 'Estimated completion: in a few seconds'],
    [7.9, 'Estimated completion: in a few seconds'],
    [8, 'Estimated completion: about 10 seconds'],
    [54, 'Estimated completion: about 50 seconds'],
    [55, 'Estimated completion: about 1 minute'],
    [130, 'Estimated completion: about 2 minutes'],
    [3_580, 'Estimated completion: about 1 hour'],
    [4_000, 'Estimated completion: about 1 hour 5 minutes'],
    [7_200, 'Estimated completion: about 2 hours'],
  ])
})

test('a duration that shrinks never reads longer than before', () => {
  const inSeconds = ({ hours, minutes, seconds }) => hours * 3600 + minutes * 60 + seconds
  let before = Infinity
  for (let seconds = 100_000; seconds >= 0; seconds -= 1) {
    const read = inSeconds(roughly(seconds))
    assert.ok(read <= before, `at ${seconds} s`)
    before = read
  }
})

test('Arabic has a form for one, two, few and many, after prepositions', () => {
  cases(arabic.timeLeft, [
    [3, 'يُتوقع الاكتمال خلال ثوانٍ قليلة'],
    [10, 'يُتوقع الاكتمال خلال 10 ثوانٍ تقريبًا'],
    [20, 'يُتوقع الاكتمال خلال 20 ثانية تقريبًا'],
    [60, 'يُتوقع الاكتمال خلال دقيقة تقريبًا'],
    [120, 'يُتوقع الاكتمال خلال دقيقتين تقريبًا'],
    [180, 'يُتوقع الاكتمال خلال 3 دقائق تقريبًا'],
    [660, 'يُتوقع الاكتمال خلال 11 دقيقة تقريبًا'],
    [3_900, 'يُتوقع الاكتمال خلال ساعة و5 دقائق تقريبًا'],
    [7_200 + 1_200, 'يُتوقع الاكتمال خلال ساعتين و20 دقيقة تقريبًا'],
    [360_000, 'يُتوقع الاكتمال خلال 100 ساعة تقريبًا'],
  ])
  cases(arabic.connection.steady, [
    [200, 'تحديث تلقائي كل 0.2 ثانية'],
    [1_000, 'تحديث تلقائي كل ثانية'],
    [2_000, 'تحديث تلقائي كل ثانيتين'],
    [3_000, 'تحديث تلقائي كل 3 ثوانٍ'],
    [30_000, 'تحديث تلقائي كل 30 ثانية'],
  ])
  cases(
    (words) => arabic.summary(words, 7),
    [
      [0, 'لا كلمات في 0:07 من الصوت'],
      [1, 'كلمة واحدة في 0:07 من الصوت'],
      [2, 'كلمتان في 0:07 من الصوت'],
      [3, '3 كلمات في 0:07 من الصوت'],
      [11, '11 كلمة في 0:07 من الصوت'],
      [102, '102 كلمة في 0:07 من الصوت'],
      [7_011, '7,011 كلمة في 0:07 من الصوت'],
    ],
  )
})

test('English counts too', () => {
  cases(
    (words) => english.summary(words, 3_723),
    [
      [1, '1 word in 1:02:03 of audio'],
      [7_011, '7,011 words in 1:02:03 of audio'],
    ],
  )
})

test('progress is not rounded up: 100 % is the end and nothing else', () => {
  assert.equal(english.percent(99.9), '99%')
  assert.equal(arabic.percent(99.9).replace(/\u200e/g, ''), '99%')
})

const SERVICE = fileURLToPath(
  new URL('../../../demo-web/server/transcription_service', import.meta.url),
)

/** The service's Python, as one text. */
async function service() {
  const names = await readdir(SERVICE, { recursive: true })
  const modules = names.filter((name) => name.endsWith('.py'))
  const texts = await Promise.all(modules.map((name) => readFile(join(SERVICE, name), 'utf8')))
  return texts.join('\n')
}

test('AC-2.3.4 each code with which the service lets a job fail has a reason and an advice', async () => {
  const source = await service()
  const given = (pattern) => [...source.matchAll(pattern)].map(([, code]) => code)
  const lost = given(/\bChildLost\(\s*"(\w+)"/g)
  const codes = new Set([
    ...given(/\bAudioRefused\(\s*"(\w+)"/g),
    ...given(/\bJobFailed\(\s*"(\w+)"/g),
    ...given(/\bJobError\(\s*code="(\w+)"/g),
    // One that is killed is no failure: the job is begun anew.
    ...lost.filter((code) => code !== 'killed').map((code) => `recogniser_${code}`),
  ])
  for (const { failure } of [english, arabic]) {
    assert.deepEqual(Object.keys(failure.known).sort(), [...codes].sort())
  }
})
