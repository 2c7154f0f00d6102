// How long an asker waits in a Discord that others have written: lorebot beside a plain bot that answers a constant.
//
// The golden questions are put to the bots of benches/round_trip/main.rs, one at a time and in blocks by turns. All are
// connected to one stand-in, which sends each event to the bot alone whose turn it is: had each bot a stand-in of its own,
// what is compiled there would differ from one to the next. Between blocks what was said is deleted, so that the stand-in's
// database does not grow, and garbage is collected: done while a bot answers, that takes longer than any bot.
//
// Usage: node --expose-gc --max-semi-space-size=256 twin.mjs LOREBOT OTHERS, in a folder that has the packages, stage.mjs
// and questions.json (benches/round_trip/twin.sh). The garbage of a block finds room in so many megabytes.

import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'

import { Bot, openDiscord, until } from './stage.mjs'

/** Rounds, blocks of each bot in a round, and questions in a block: as many as in benches/round_trip/main.rs. */
const ROUNDS = 9
const BLOCKS = 10
const BLOCK = 110
/** An answer that takes longer is none. */
const PATIENCE_MS = 10_000
/** How many people ask, so that nobody has to wait for having asked too often. */
const ASKERS = 1_000
const COMMAND = 2
const MESSAGE = 4
/** The flag of a message that is made of components, alone. */
const CARD = 1 << 15
const FEW_WORDS = JSON.stringify({ content: 'The answer is a constant.' })
/** The bots, in the order in which they are kept. */
const BOTS = ['lorebot', "lorebot's way, a constant", 'a constant of that size', 'a constant of few words']
/** Which of them is compared with which. */
const COMPARED = [[0, 2], [1, 2], [0, 3]]
/** What is measured of a question, by its moments. */
const STRETCHES = {
  'from before the event is sent until its answer is taken': ({ sent, taken }) => taken - sent,
  'of which until the answer arrives: the bot, and the way to it and back': ({ sent, arrived }) => arrived - sent,
  'from before the stand-in hears of the question until its answer is taken': ({ given, taken }) => taken - given,
}

/** Notes the moments of one question after another, in microseconds. */
class Stopwatch {
  constructor({ gateway, httpServer }) {
    const send = gateway.broadcast.bind(gateway)
    gateway.broadcast = (event, data) => {
      if (event === 'INTERACTION_CREATE') this.sent = now()
      send(event, data)
    }
    httpServer.prependListener('request', (request, response) => {
      if (!/\/callback(\?|$)/.test(request.url)) return
      this.arrived = now()
      response.on('finish', () => this.finish(now(), response.statusCode))
    })
  }

  /** The moments of one question, which is given to the stand-in by calling `give`, and what that resolves to. */
  async time(give) {
    const finished = new Promise((resolve, reject) => {
      const patience = setTimeout(reject, PATIENCE_MS, new Error('a question is not answered; see lorebot.log'))
      this.finish = (taken, status) => {
        clearTimeout(patience)
        resolve({ taken, status })
      }
    })
    const given = now()
    const { id } = await give()
    const { taken, status } = await finished
    assert.equal(status, 204, 'the stand-in does not take the answer')
    return { id, given, sent: this.sent, arrived: this.arrived, taken }
  }
}

function now() {
  return performance.now() * 1_000
}

/** The stand-in with a crowd of people, and the bots that are connected to it. */
class Stage {
  static async open() {
    const { discord } = await openDiscord()
    // A connection given up while other bots have their turn would have to be made anew for this one's next answer.
    discord.server.httpServer.keepAliveTimeout = 600_000
    const stage = Object.assign(new Stage(), { discord, gateway: discord.server.gateway, prisma: discord.prisma, asked: 0 })
    stage.questions = JSON.parse(readFileSync('questions.json', 'utf8'))
    stage.stopwatch = new Stopwatch(discord.server)
    await stage.#fill()
    return stage
  }

  async #fill() {
    this.channel = (await this.prisma.channel.findFirstOrThrow()).id
    this.people = Array.from({ length: ASKERS }, (_, number) => String(6_000_000_000_000_000_000n + BigInt(number)))
    await this.prisma.user.createMany({ data: this.people.map((id) => ({ id, username: 'asker', globalName: 'Asker' })) })
    const { guildId } = this.discord
    await this.prisma.guildMember.createMany({ data: this.people.map((userId) => ({ guildId, userId })) })
  }

  /** Starts a bot and warms it up. `check` looks at each of its answers, of which the first are returned beside the bot. */
  async start(name, program, args, check) {
    this.gateway.clients = []
    new Bot(program, this.discord, args, { DATABASE_URL: `sqlite:${name}.db` })
    // Told that it is connected, and then of the one server: nobody asks a bot before.
    const connected = () => this.gateway.clients.find((client) => client.sequence >= 2)
    const bot = { check, client: await until(`${name} to connect; see lorebot.log`, connected) }
    return { bot, answers: (await this.ask(bot, BLOCKS * BLOCK)).map(({ data }) => data) }
  }

  /** Puts so many questions to a bot, one at a time: their moments and answers. */
  async ask({ client, check }, count) {
    this.gateway.clients = [client]
    await collectGarbage()
    const asked = []
    while (asked.length < count) asked.push(await this.#askNext())
    const answers = await this.#takeAnswers()
    const answered = asked.map((question) => ({ ...question, ...answers.get(question.id) }))
    answered.forEach(check)
    return answered
  }

  /** What the stand-in has kept of the answers, by interaction. It forgets them. */
  async #takeAnswers() {
    const answers = await this.prisma.interactionResponse.findMany()
    await this.prisma.interactionResponse.deleteMany()
    await this.prisma.message.deleteMany()
    return new Map(answers.map(({ interactionId, type, data }) => [interactionId, { type, data }]))
  }

  async #askNext() {
    const { data, finds } = this.questions[this.asked % this.questions.length]
    const userId = this.people[this.asked++ % ASKERS]
    const interaction = { type: COMMAND, channelId: this.channel, userId, data }
    return { finds, ...(await this.stopwatch.time(() => this.discord.simulateInteraction(interaction))) }
  }
}

/** Collects garbage, and waits for what the database's driver then does to release its own. */
async function collectGarbage() {
  gc({ type: 'minor' })
  await new Promise((resolve) => setTimeout(resolve, 20))
}

/** An answer is a message; where a passage is found, a card for everyone rather than a word to the asker. */
function isCard({ finds, type, data }) {
  assert.equal(type, MESSAGE)
  if (finds) assert.equal(JSON.parse(data).flags, CARD, data)
}

/** Starts all bots: first lorebot, since the constant that others answer is the median of its cards by length. */
async function startBots(stage, lorebot, others) {
  const { bot, answers } = await stage.start('lorebot', lorebot, [], isCard)
  const card = percentile(answers.toSorted((one, other) => one.length - other.length), 50)
  console.log(`lorebot's answers: ${Buffer.byteLength(card)} bytes at the median`)
  const start = async (name, kind, constant) => {
    writeFileSync(`${name}.json`, `{"type":${MESSAGE},"data":${constant}}`)
    const isConstant = ({ data }) => assert.equal(data, constant)
    return (await stage.start(name, others, ['--bot', kind, `${name}.json`], isConstant)).bot
  }
  return [
    bot,
    await start('way', 'way', card),
    await start('constant', 'constant', card),
    await start('few-words', 'constant', FEW_WORDS),
  ]
}

/** One round: of each bot the times by stretch. */
async function measureRound(stage, bots) {
  const times = bots.map(() => Object.fromEntries(Object.keys(STRETCHES).map((stretch) => [stretch, []])))
  for (let block = 0; block < BLOCKS; block++) {
    for (let turn = 0; turn < bots.length; turn++) {
      // Who goes first changes, so that no bot always follows the same one.
      const bot = (block + turn) % bots.length
      for (const question of await stage.ask(bots[bot], BLOCK)) {
        for (const stretch in STRETCHES) times[bot][stretch].push(STRETCHES[stretch](question))
      }
    }
  }
  return times
}

/** Of a list in order the first that so many of a hundred do not exceed. */
function percentile(sorted, ofHundred) {
  return sorted[Math.ceil((sorted.length * ofHundred) / 100) - 1]
}

function inOrder(numbers) {
  return numbers.toSorted((one, other) => one - other)
}

/** Prints the figures of one stretch: medians of the rounds, and ratios round by round. */
function print(stretch, rounds) {
  const figures = (bot, ofHundred) => rounds.map((times) => percentile(inOrder(times[bot][stretch]), ofHundred))
  const median = (bot, ofHundred) => percentile(inOrder(figures(bot, ofHundred)), 50).toFixed().padStart(5)
  const ratio = (one, other, ofHundred) => {
    const others = figures(other, ofHundred)
    const ratios = inOrder(figures(one, ofHundred).map((time, round) => time / others[round]))
    const [middle, lowest, highest] = [percentile(ratios, 50), ratios[0], ratios.at(-1)].map((ratio) => ratio.toFixed(2))
    return `${middle.padStart(5)} (${lowest} to ${highest})`
  }
  console.log(`\n${stretch}`)
  for (const [bot, name] of BOTS.entries()) {
    console.log(`  ${name.padEnd(52)} p50 ${median(bot, 50)}               p99 ${median(bot, 99)}`)
  }
  for (const [one, other] of COMPARED) {
    const names = `${BOTS[one]} : ${BOTS[other]}`
    console.log(`  ${names.padEnd(52)} p50 ${ratio(one, other, 50)}  p99 ${ratio(one, other, 99)}`)
  }
}

const stage = await Stage.open()
const bots = await startBots(stage, ...process.argv.slice(2))
const rounds = []
while (rounds.length < ROUNDS) rounds.push(await measureRound(stage, bots))
console.log(`\none at a time, ${ROUNDS} rounds of ${BLOCKS * BLOCK} questions to each bot, in microseconds`)
for (const stretch in STRETCHES) print(stretch, rounds)
assert.doesNotMatch(Bot.log(), /\b(ERROR|panicked)\b/)
process.exit(0)
