// The stage for the checks: the stand-in, the bot as a process of its own, and people who use it.

import { spawn } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import net from 'node:net'

// The stand-in listens on every interface of the machine where it is not told otherwise, and cannot be told.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (port, ...rest) {
  const isOpen = typeof port === 'number' && typeof rest[0] !== 'string'
  return isOpen ? listen.call(this, port, '127.0.0.1', ...rest) : listen.call(this, port, ...rest)
}
const { DigitalDiscord } = await import('discord-digital-twin')

const COMMAND = 2
const PRESS = 3
const COMPLETION = 4
const MESSAGE_MENU = 3
const TEXT = 3
const SUBCOMMAND = 1
const BUTTON = 2
const PRIVATE = 64
const SEND_MESSAGES = String(1n << 11n)
const EVERYTHING = String((1n << 40n) - 1n)
const LOG = 'lorebot.log'

/** Waits until something is there; far longer than it takes, even on a busy machine. */
export async function until(what, find, patience = 40_000) {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const found = await find()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`waited in vain for ${what}`)
}

/** A Discord with one server, one channel and three people, of whom the admin alone may do more than write. */
export async function openDiscord() {
  const discord = new DigitalDiscord({
    channels: [{ name: 'lore', type: 0 }],
    users: [{ username: 'asker' }, { username: 'passer-by' }, { username: 'admin' }],
    botToken: 'a-token',
  })
  await discord.start()
  const askers = fillInInteractions(discord.server.gateway)
  const channel = (await discord.prisma.channel.findFirstOrThrow()).id
  const people = {}
  for (const user of await discord.prisma.user.findMany({ where: { bot: false } })) {
    people[user.username] = new Person(discord, channel, user.id, askers)
    const permissions = user.username === 'admin' ? EVERYTHING : SEND_MESSAGES
    await discord.prisma.guildMember.updateMany({ where: { userId: user.id }, data: { permissions } })
  }
  return { discord, people }
}

/**
 * Adds what the stand-in leaves out of messages, whom they mention, and of interactions: that the server has the bot, and who
 * had asked for a message whose button is pressed. Returns that as a map from messages to users, and interactions to users, to be filled in.
 */
function fillInInteractions(gateway) {
  const askers = new Map()
  const send = gateway.broadcast.bind(gateway)
  gateway.broadcast = (event, data) => {
    if (event === 'INTERACTION_CREATE') {
      askers.set(data.id, data.member.user)
      data.authorizing_integration_owners = { 0: data.guild_id }
      if (askers.has(data.message?.id)) {
        const user = askers.get(data.message.id)
        data.message.interaction_metadata = { id: '1', type: COMMAND, user, authorizing_integration_owners: {} }
      }
    }
    if (event === 'MESSAGE_CREATE') {
      const ids = [...(data.content ?? '').matchAll(/<@!?(\d+)>/g)].map(([, id]) => id)
      data.mentions = ids.map((id) => ({ id, username: 'mentioned', discriminator: '0', avatar: null }))
    }
    send(event, data)
  }
  return askers
}

/** A bot as a process: `lorebot` as it is installed, or another; with the settings of the environment and some beside. */
export class Bot {
  constructor(program, discord, args = [], settings = {}) {
    const log = openSync(LOG, 'a')
    const env = {
      ...process.env,
      ...settings,
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_BASE: `http://127.0.0.1:${discord.port}`,
      DISCORD_GATEWAY_URL: discord.gatewayUrl,
    }
    this.before = Bot.log().length
    this.process = spawn(program, args, { env, stdio: ['ignore', log, log] })
    process.on('exit', () => this.process.kill('SIGKILL'))
    this.ended = new Promise((resolve) => this.process.on('exit', (code, signal) => resolve({ code, signal })))
  }

  /** What all bots so far have logged. */
  static log() {
    try {
      return readFileSync(LOG, 'utf8')
    } catch {
      return ''
    }
  }

  /** Waits for a line of this bot's log. */
  async says(words) {
    await until(`the bot to say "${words}"`, () => {
      if (this.process.exitCode !== null) throw new Error('the bot has ended')
      return Bot.log().slice(this.before).includes(words)
    })
  }

  /** Asks the bot to stop: how it ended, and after how many milliseconds. */
  async stop() {
    const start = Date.now()
    this.process.kill('SIGTERM')
    const end = await Promise.race([this.ended, new Promise((resolve) => setTimeout(resolve, 20_000, {}))])
    return { ...end, took: Date.now() - start }
  }
}

/** Someone in the channel, who does something and waits for the bot's reply to it. */
class Person {
  constructor(discord, channel, id, askers) {
    Object.assign(this, { discord, channel, id, askers })
  }

  /** A slash command with its options by name. */
  async command(name, options = {}) {
    return this.#interact(COMMAND, { id: await this.#command(name), name, type: 1, options: filled(options) })
  }

  /** A subcommand of a command with its options by name. */
  async orders(name, subcommand, options = {}) {
    const inside = { type: SUBCOMMAND, name: subcommand, options: filled(options) }
    return this.#interact(COMMAND, { id: await this.#command(name), name, type: 1, options: [inside] })
  }

  /** A message in the channel; what the bot posts then, and the message's id. */
  async writes(content) {
    const { botUserId } = this.discord
    const posted = () => this.discord.prisma.message.findMany({ where: { authorId: botUserId, webhookId: null } })
    const before = new Set((await posted()).map((message) => message.id))
    const { id } = await this.discord.simulateUserMessage({ channelId: this.channel, userId: this.id, content })
    const answer = await until('a message', async () => (await posted()).find((message) => !before.has(message.id)))
    return { id, answer, text: `${answer.content}${answer.components}` }
  }

  /** The deletion of a message of one's own. */
  async deletes(messageId) {
    await this.discord.simulateUserMessageDelete({ messageId, channelId: this.channel })
  }

  /** An option of a command as far as it is typed, beside others: the choices offered. */
  async types(name, option, typed, options = {}) {
    const focused = { ...filled({ [option]: typed })[0], focused: true }
    const data = { id: await this.#command(name), name, type: 1, options: [...filled(options), focused] }
    return (await this.#interact(COMPLETION, data)).data.choices
  }

  /** A press of the button with this label under a reply. */
  async presses(label, reply) {
    const button = reply.buttons.find((button) => button.label === label)
    if (!button) throw new Error(`no button "${label}", only ${reply.buttons.map((button) => button.label).join(', ')}`)
    return this.#interact(PRESS, { custom_id: button.custom_id, component_type: BUTTON }, reply.message)
  }

  /** A command in the menu of a message, which someone has written with this text. */
  async usesMenu(name, content) {
    const message = await this.discord.simulateUserMessage({ channelId: this.channel, userId: this.id, content })
    const resolved = { messages: { [message.id]: message } }
    return this.#interact(COMMAND, { id: await this.#command(name), name, type: MESSAGE_MENU, target_id: message.id, resolved })
  }

  /** The id of a command that is registered. */
  async #command(name) {
    const known = await this.discord.prisma.applicationCommand.findFirst({ where: { name } })
    if (!known) throw new Error(`the command ${name} is not registered`)
    return known.id
  }

  async #interact(type, data, messageId) {
    const place = { channelId: this.channel, userId: this.id }
    const { id } = await this.discord.simulateInteraction({ type, ...place, data, messageId })
    const find = { where: { interactionId: id } }
    const answered = await until('a reply', async () => {
      const response = await this.discord.prisma.interactionResponse.findUniqueOrThrow(find)
      return response.acknowledged && response
    })
    if (type === COMMAND) this.askers.set(answered.messageId, this.askers.get(id))
    return new Reply(answered)
  }
}

/** What the bot replied, as the stand-in has kept it. */
class Reply {
  constructor(response) {
    this.type = response.type
    this.data = JSON.parse(response.data ?? '{}')
    /** The message that it is, or that it changed. */
    this.message = response.messageId
    this.isPrivate = ((this.data.flags ?? 0) & PRIVATE) !== 0
    const parts = [...partsOf(this.data)]
    this.text = parts.map((part) => part.content).filter(Boolean).join('\n')
    this.buttons = parts.filter((part) => part.custom_id && part.type === BUTTON)
  }
}

/** A message and every component in it, in reading order. */
function* partsOf(part) {
  yield part
  for (const inner of part.components ?? []) yield* partsOf(inner)
  if (part.accessory) yield part.accessory
}

/** Options filled in: those that are `true` or `false` as such, all others as text. */
function filled(options) {
  return Object.entries(options).map(([name, value]) => ({ name, value, type: typeof value === 'boolean' ? 5 : TEXT }))
}
