// The checks, in order: each prints a line. One that fails ends the run, with the end of the bot's log.
//
// Usage: node run.mjs PROGRAM, in a folder of its own that has the packages. To add a check, add a `check` below: `asker`,
// `passerBy` and `admin` give commands, type, press and use menus, and get back what the bot replied.
//
// What the stand-in does not do, so that nothing here can show it: RESUME, rate limits, limits of lengths and numbers,
// GET /gateway and GET of the commands registered, direct messages and user installs, flags of channels, intents, modals'
// newer parts. What it leaves out is filled in by stage.mjs: that the server has the bot, who had asked for a message, and
// whom a message mentions.

import assert from 'node:assert/strict'

import { Bot, openDiscord, until } from './stage.mjs'

const program = process.argv[2]
const { discord, people } = await openDiscord()
const { asker, 'passer-by': passerBy, admin } = people
const MESSAGE = 4
const UPDATE = 7
let bot = new Bot(program, discord)

async function check(name, hold) {
  try {
    await hold()
    console.log(`ok - ${name}`)
  } catch (error) {
    console.log(`not ok - ${name}\n${error.stack}\n\nthe end of the bot's log:\n${Bot.log().split('\n').slice(-30).join('\n')}`)
    bot.process.kill('SIGKILL')
    process.exit(1)
  }
}

/** The reply is a public message that holds these words. */
function tells(reply, ...words) {
  assert.equal(reply.type, MESSAGE)
  assert.equal(reply.isPrivate, false, 'the reply is private')
  for (const word of words) assert.ok(reply.text.includes(word), `"${word}" is not in: ${reply.text}`)
}

await check('the commands are registered', async () => {
  await bot.says('commands registered')
  const names = (await discord.prisma.applicationCommand.findMany()).map((command) => command.name)
  for (const name of ['lore', 'khitomer', 'timeline', 'compare', 'random', 'about', 'privacy', 'lore-admin', 'Look up lore']) {
    assert.ok(names.includes(name), `${name} is not among ${names}`)
  }
})

let card
await check('/lore topic question brings the passage of that year, with its source', async () => {
  card = await asker.command('lore', { topic: 'Khitomer', question: '2409' })
  tells(card, 'Republic summit', '2409', 'Turning Point')
})

await check('a pinned command asks its own topic', async () => {
  tells(await asker.command('khitomer', { what: '2409' }), 'Republic summit', 'Turning Point')
})

await check('topics and years are completed while they are typed', async () => {
  const topics = await asker.types('lore', 'topic', 'khit')
  assert.ok(topics.some((choice) => choice.value === 'Khitomer'), JSON.stringify(topics))
  const years = await asker.types('lore', 'when', '24', { topic: 'Khitomer' })
  assert.ok(years.some((choice) => choice.value === '2409'), JSON.stringify(years))
})

await check('a button turns the answer of whoever asked, and answers others in private', async () => {
  const answer = await asker.command('khitomer', { what: '2293' })
  const others = await passerBy.presses('Next', answer)
  assert.deepEqual([others.type, others.isPrivate], [MESSAGE, true])
  const turned = await asker.presses('Next', answer)
  assert.deepEqual([turned.type, turned.message], [UPDATE, answer.message])
  assert.ok(turned.text.includes('Khitomer') && turned.text !== answer.text, turned.text)
})

await check('"More results" lists other passages, to be read one by one', async () => {
  const more = await passerBy.presses('More results', card)
  assert.deepEqual([more.type, more.isPrivate], [MESSAGE, true])
  const read = more.buttons.find((button) => button.label.startsWith('Read'))
  assert.equal((await passerBy.presses(read?.label, more)).type, UPDATE)
})

await check('a private answer can be shared', async () => {
  const answer = await asker.command('lore', { topic: 'Khitomer', question: '2409', private: true })
  assert.deepEqual([answer.type, answer.isPrivate], [MESSAGE, true])
  tells(await asker.presses('Share', answer), 'Republic summit')
})

await check('a refusal is private', async () => {
  const refusal = await asker.command('lore', { question: 'zzzzz qqqqq' })
  assert.deepEqual([refusal.type, refusal.isPrivate], [MESSAGE, true])
})

await check('/lore with nothing filled in is answered by a private hint', async () => {
  const hint = await asker.command('lore')
  assert.deepEqual([hint.type, hint.isPrivate], [MESSAGE, true])
})

await check('/timeline tells dated events in order', async () => {
  const { text, ...timeline } = await asker.command('timeline', { topic: 'Khitomer', from: '2290', to: '2410' })
  tells({ text, ...timeline }, '2293', '2346')
  assert.ok(text.indexOf('2293') < text.indexOf('2346'), text)
})

await check('/compare shows two topics side by side', async () => {
  tells(await asker.command('compare', { one: 'Khitomer', other: 'Romulus' }), 'Khitomer', 'Romulus')
})

await check('/random brings a passage of the topic', async () => {
  tells(await asker.command('random', { topic: 'Worf' }), 'Worf')
})

await check('/about tells in private what the bot is', async () => {
  const about = await asker.command('about')
  assert.equal(about.isPrivate, true)
  assert.ok(about.text.includes('Lorebot'), about.text)
})

await check("a message's menu finds the names in it, in private", async () => {
  const found = await passerBy.usesMenu('Look up lore', 'so who was Gowron, and where is Rura Penthe?')
  assert.deepEqual([found.type, found.isPrivate], [MESSAGE, true])
  const labels = found.buttons.map((button) => button.label).join()
  assert.ok(`${found.text}${labels}`.includes('Gowron') && `${found.text}${labels}`.includes('Rura Penthe'), found.text)
})

await check('/privacy tells in private what is kept', async () => {
  const privacy = await asker.command('privacy')
  assert.ok(privacy.isPrivate && privacy.text.includes('90 days'), privacy.text)
})

await check('an admin gives an article a name of the server\'s own, which is understood', async () => {
  const done = await admin.orders('lore-admin', 'alias', { name: 'the peace world', topic: 'Khitomer' })
  assert.ok(done.isPrivate && done.text.includes('the peace world = Khitomer'), done.text)
  tells(await asker.command('lore', { topic: 'The Peace World', question: '2409' }), 'Republic summit')
})

await check('a topic that an admin pins becomes a command of the server', async () => {
  await admin.orders('lore-admin', 'pin', { topic: 'Gowron' })
  await until('the command', () => discord.prisma.applicationCommand.findFirst({ where: { name: 'gowron' } }))
  tells(await asker.command('gowron'), 'Gowron')
})

await check('a mention is answered by a message, which goes with the one that asked', async () => {
  const { id, answer, text } = await asker.writes(`<@${discord.botUserId}> khitomer 2409`)
  assert.ok(text.includes('Republic summit'), text)
  await asker.deletes(id)
  await until('the answer to go', async () => !(await discord.prisma.message.findUnique({ where: { id: answer.id } })))
})

await check('asked to stop, the bot ends well within three seconds', async () => {
  const { code, took } = await bot.stop()
  assert.equal(code, 0)
  assert.ok(took < 3_000, `it took ${took} ms`)
})

await check('started anew, it answers a press under an old message', async () => {
  bot = new Bot(program, discord)
  await bot.says('connected to the gateway')
  const section = await passerBy.presses('Whole section', card)
  assert.ok(section.text.includes('Khitomer'), section.text)
})

await check('what an admin chose holds after the restart, and can be undone', async () => {
  tells(await asker.command('lore', { topic: 'The Peace World', question: '2409' }), 'Republic summit')
  const undone = await admin.orders('lore-admin', 'undo')
  assert.ok(undone.isPrivate && !undone.text.includes('/gowron'), undone.text)
  await until('the command to go', async () => !(await discord.prisma.applicationCommand.findFirst({ where: { name: 'gowron' } })))
})

await check('an answer is deleted at the wish of whoever may, and of nobody else', async () => {
  const answer = await asker.command('lore', { question: 'praxis' })
  const find = { where: { id: answer.message } }
  assert.equal((await passerBy.presses('Delete', answer)).isPrivate, true)
  assert.ok(await discord.prisma.message.findUnique(find), 'a passer-by has deleted it')
  await admin.presses('Delete', answer)
  await until('the message to go', async () => !(await discord.prisma.message.findUnique(find)))
})

await check('nothing went wrong in the bot meanwhile', async () => {
  const { code } = await bot.stop()
  assert.equal(code, 0)
  const wrong = Bot.log().split('\n').filter((line) => /\b(ERROR|panicked)\b/.test(line))
  assert.deepEqual(wrong, [])
})

process.exit(0)
