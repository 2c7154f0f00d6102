# What the bot says, in English: the language that every other file falls back to.
#
# A line is `name = words`; lines that begin with a dot belong to the message above them. `{ $word }` is filled in by the
# bot and must stay as it is, in any place of the sentence. A backtick, `like these`, stands around what someone may type.
# Discord's own marks (bold, headings, lists) are put on by the bot, so that no sentence needs any.
# See docs/translating.md.
#
# Words used for one thing only, everywhere:
#   wiki         the collection of articles that the bot quotes
#   article      one page of a wiki
#   section      a headed part of an article
#   passage      one paragraph, or one line of a table or a list: what is quoted
#   source       the book, film, episode or game that the wiki names for a passage
#   timeline     the dated events of an article, in order
#   continuity   one of several versions of a fictional history, such as "prime" or "mirror"
#   topic        what someone wants to read about: usually the title of an article

## Commands. Names: lower case, no spaces, at most 32 letters. Descriptions: at most 100 letters.

command-lore = lore
    .description = Find a passage of the wiki, with the source it cites
command-timeline = timeline
    .description = Show the dated events of a topic in order
command-compare = compare
    .description = Set two topics side by side
command-random = random
    .description = Read a passage of lore drawn at random
command-about = about
    .description = What this bot answers from, and what it keeps
command-privacy = privacy
    .description = What this bot keeps, and for how long
command-lore-admin = lore-admin
    .description = Settings of this bot for your server
# Stands in the menu of a message; capitals and spaces are welcome here.
command-look-up = Look up lore
# A command for one article. $title: the article. $wiki: the wiki's name.
command-pinned =
    .description = Look up { $title } in { $wiki }

## Options of the commands, with the same rules. Where a description depends on the command, it is named after it.

option-topic = topic
    .lore = The article to look in
    .timeline = The article whose years to show
    .random = The article to draw from; nothing draws from all
option-question = question
    .description = What to look up: words, a name, a year
option-what = what
    .description = What to look up; nothing shows how the article opens
option-when = when
    .description = Only what happened then: 2409, 2381-82, the 2380s, before 2300
option-continuity = continuity
    .description = Only this continuity, such as prime or mirror
option-from = from
    .description = The first year; nothing begins at the beginning
option-to = to
    .description = The last year; nothing goes on to the end
option-one = one
    .description = An article to set beside the other
option-other = other
    .description = An article to set beside the other
option-private = private
    .description = Show the answer to me alone
option-spoiler = spoiler
    .description = Blur the answer until someone taps on it

## /lore-admin: its subcommands and their options, with the same rules. What a subcommand takes back is named like it.

admin-settings = settings
    .description = See and change the settings of this server, or of one channel
admin-pin = pin
    .description = Give a topic a command of its own, such as /khitomer
admin-unpin = unpin
    .description = Remove a pinned command
admin-alias = alias
    .description = Add a name by which this server knows an article
admin-unalias = unalias
    .description = Remove such a name
admin-blur = blur
    .description = Blur passages that cite a work or a series
admin-unblur = unblur
    .description = Stop blurring a work or a series
admin-old = old
    .description = After how many days a wiki's text is called out of date
admin-undo = undo
    .description = Take back the last change; once more, the one before it
admin-export = export
    .description = Get all settings of this server as a file
admin-import = import
    .description = Replace all settings with those of such a file
admin-report = report
    .description = See which questions found nothing, and which answers were called wrong
admin-option-channel = channel
    .description = Only for this channel; nothing means the whole server
admin-option-topic = topic
    .description = The article
admin-option-name = name
    .pin = What to call the command; nothing takes the name of the article
    .unpin = The command to remove
    .alias = The name to understand, such as QPM
    .unalias = The name to remove
admin-option-work = work
    .description = An episode, a novel, a game, a series: as the wiki writes it
admin-option-days = days
    .description = How many days
admin-option-file = file
    .description = A file from /lore-admin export

## Buttons: at most 24 letters, for they stand side by side on a phone.

# The passage before this one, and the one after it.
button-previous = Previous
button-next = Next
button-section = Whole section
button-timeline = Timeline
button-more = More results
button-back = Back
button-open = Open the wiki
# Shows to everybody what only the asker sees.
button-share = Share
button-delete = Delete
# Asks the same again without mending the spelling.
button-as-typed = As typed
# Draws another passage at random.
button-another = Another
# Opens an entry of a list. $number: its number.
button-read = Read { $number }
# Opens the article on one of two topics; may be long. $topic: the topic.
button-read-topic = Read { $topic }
button-previous-results = Previous results
button-next-results = Next results
button-previous-page = Previous page
button-next-page = Next page
# Turn the pages of a timeline: towards earlier years, towards later years.
button-earlier = Earlier
button-later = Later
# Says that a passage is not the right answer; a reason is asked for then.
button-wrong = Wrong answer
# Stands in a list that opens, before anything is chosen in it; at most 150 letters.
choose = Choose what you mean

## Used in several places.

# Stands between the parts of a list: "2385, 2409".
list-separator = { ", " }
# The heading of a list that has several pages.
heading-page = { $heading }, page { $page } of { $pages }
# How an event is placed against years. $year: the years as the wiki writes them, such as "2381–2382" or "19 BBY".
year-before = before { $year }
year-until = until { $year }
year-from = from { $year }
year-after = after { $year }
year-about = about { $year }
label-source = Source:
label-continuity = Continuity:
# The kind of work that a source is, such as "novel".
label-medium = Medium:
# A source and how it is known to belong to the passage. $source: the wiki's words. $known: one of the next three.
sourced = { $source } ({ $known })
# At most 40 letters each. Beside the passage itself; beside a later passage of its section; not at all.
cited-here = cited here
cited-later = cited later in this section
cited-nowhere = uncited in the wiki
# Stands where a licence would be named; at most 60 letters.
licence-none = no licence named
# The day on which the wiki's text was taken; at most 25 letters besides the day.
snapshot = snapshot { $day }
# The same where that is long ago; at most 60 letters besides the day.
snapshot-old = snapshot { $day }, which may be out of date

## The card that shows a passage.

card-uncertain = Nothing certain; this is the nearest there is.
# The spelling was mended.
card-mended = Showing “{ $read_as }” (you typed “{ $typed }”).
# $words: words of the question, each put between the quotation marks of card-missing-word.
card-missing = Not in this passage: { $words }.
card-missing-word = “{ $word }”
card-differ = Sources differ
# One of two accounts. $said: a sentence of the wiki's. $source: its source, as the wiki writes it, and how it is known.
card-account = “{ $said }” ({ $source })
card-see-also = See also

## Lists of passages.

results = Results
results-for = Results for “{ $asked }”

## A whole section.

section-whole = the whole section
section-page = page { $page } of { $pages }
# Below several passages that share their source; at most 40 letters. $count: how many, 2 or more.
section-sources = Source of these { $count } passages:

## Timelines.

timeline = Timeline of { $topic }
# Someone gave a first or last year that is none. $bound: what was typed.
timeline-unread = “{ $bound }” names no year that I understand; it bounds nothing.
# The passage says "in that year"; the year itself stands before it. At most 40 letters besides the year.
timeline-named-before = { $year } (named before)
# $said: the wiki's own words for the year, such as "late 2380s".
timeline-in-words = { $year } (“{ $said }”)
timeline-without-years = { $wiki } names no year in the article { $topic }.
# $years: a list of years.
timeline-nothing-between = { $wiki } tells nothing of { $topic } between these years. Nearest years: { $years }.

## Two topics side by side.

comparison = { $one } and { $other }
comparison-one-article = Both names lead to the same article.
comparison-without-text = This article has no running text.
comparison-facts = Facts of both
comparison-years = In time
# What the article on a topic says, word for word.
comparison-said = { $topic }: “{ $said }”

## Nothing found. $asked: the question. $wiki: the wiki's name, or one of the two messages that follow.

refusal-nothing = Nothing on “{ $asked }” in { $wiki }.
refusal-nothing-in-article = Nothing on “{ $asked }” in the article { $article } of { $wiki }.
# Stands for the wiki's name where several were searched.
refusal-all-wikis = the index
# Stands for the wiki's name where someone insisted on a continuity.
refusal-continuity = { $wiki } (continuity: { $continuity })
# Stands for the question where there was none.
refusal-this-topic = this topic
refusal-several = “{ $asked }” may mean several articles:
# Questions follow, one a line, as they do after refusal-could-ask.
refusal-did-you-mean = Did you mean:
refusal-could-ask = You could ask:
refusal-not-indexed = The wiki has a page “{ $page }”, but it is not in this index.
refusal-nearest-years = The nearest years it tells of: { $years }.

## Names in somebody's message.

# Names follow, one a line.
mentions = Named in that message:
mentions-none = I know none of the names in that message.

## Replies to messages, for everybody.

# Someone mentions the bot, or writes to it, without a question.
message-asks-nothing = What shall I look up? Write a name, a year or a question to me, or use `/lore`.
# The server wants answers to be seen by the asker alone, which a reply to a message cannot be.
message-private-here = Answers are private in this channel; please ask with `/lore`.

## Hints, for the asker alone.

# `when` is the option of that name: write it as option-when does.
hint-ask-something = What shall I look up? Fill in any one of the options: a topic (such as a person or a place), a question, a year in `when`, or a continuity.
# Years are understood in English only: leave what stands between backticks as it is.
hint-no-year = “{ $typed }” names no year that I understand. Try `2409`, `2381-82`, `the 2380s` or `before 2300`.
hint-no-continuity = No continuity “{ $typed }”. There are: { $known }.
hint-no-continuities = No continuity “{ $typed }”: the wikis here tell none apart.
hint-other-version = This is from another version of the bot; please ask anew.
hint-changed = The index has changed since; please ask anew.
hint-broken = The index of this bot cannot be read; whoever runs it finds the reason in its log.
hint-nothing-to-draw = There is no passage of lore to draw here; try another topic, or none.
hint-may-not-delete = Only whoever asked, or someone who may manage messages here, can delete this answer.
hint-failed = Something went wrong while looking this up. Please try again.
hint-unreadable = This could not be read; Discord may have changed. Please try again.
hint-late = This took too long; please press again.
# Someone asks faster than anyone can read.
hint-wait = That was a lot at once; please wait a few seconds.
# `/lore-admin` is the command of that name, whose name is the same in every language.
hint-no-wikis-left = None of the wikis that this server chose is here any more. An admin can choose others with `/lore-admin`.

## What the bot says of itself.

about-answers = Answers come word for word from the wikis below, with the source that the wiki itself cites.
about-privacy-label = Privacy:
about-privacy = nothing is kept of what you ask and read, except as `/privacy` says.
about-articles =
    { $count ->
        [one] { $count } article
       *[other] { $count } articles
    }
about-passages =
    { $count ->
        [one] { $count } passage
       *[other] { $count } passages
    }
about-snapshot = snapshot of { $day }

## What is kept: /privacy. $days: for how many days.

privacy = What this bot keeps
privacy-messages = Messages: nothing; only in memory, for an hour, which of the bot's answers belongs to which message.
privacy-questions = Questions and answers: nothing, nor who asked or read them. Buttons carry what they need themselves.
privacy-unanswered = Slash commands that found nothing: their words are counted for the admins of the server, without who asked, for { $days } days.
privacy-votes = Answers called wrong: who did so is kept as a salted hash, so that nobody counts twice, for { $days } days.
privacy-server = Servers: their settings, and those before the last changes for { $days } days.
privacy-gone = When a server removes the bot, all that is kept of it is deleted.

## "Wrong answer".

wrong-why = What is wrong with this answer?
wrong-thanks = Thank you. The admins of this server see it in their report.
# The reasons; at most 80 letters each.
wrong-topic = It is about something else
wrong-time = It is about another time
wrong-continuity = It is about another continuity
wrong-source = The source is not the one of this passage
wrong-cut = The part that answers is cut off
wrong-text = The text is garbled or out of date

## The panel of /lore-admin. What stands in bold names what is chosen; the same words name its list.

admin-heading = Settings of this server
# $channel: the channel's name, put in by Discord.
admin-heading-channel = Settings of { $channel }
# $name: what is chosen. $value: what was chosen for it.
admin-line = { $name }: { $value }
# An entry of a list; at most 100 letters.
admin-option = { $name }: { $value }
# Beside an entry of a list: what holds at present; at most 100 letters.
admin-now = set now
# Some names of a list. $shown: the first of them. $count: how many are left out.
admin-more = { $shown } and { $count } more
admin-as-server = as in the server
admin-none = none
admin-on = on
admin-off = off
admin-wikis = Wikis
    .all = all
admin-continuity = Preferred continuity
    .any = none
admin-audience = Answers seen by
    .everyone = everyone
    .asker = only whoever asked
admin-blurred = Blurred works
# $days: a number of days.
admin-age = Out of date after
    .days =
        { $days ->
            [one] { $days } day
           *[other] { $days } days
        }
# Whether somebody who writes [[Khitomer]] in a message is answered.
admin-inline = Answer [[links]]
# In which language; its default is what Discord names for the server.
admin-language = Public answers in
    .discord = the server's language
admin-plain = Plain text
# The name of the list of what is yes or no: who sees answers, whether [[links]] are answered, plain text.
admin-switches = Answers and links
admin-pins = Pinned commands
admin-aliases = Names of our own
admin-channels = Channels with settings of their own
# Below what is chosen, in small print. $names: the names of further subcommands.
admin-rest = More with `/lore-admin`: { $names }.
# The name of this very language, in itself.
language-name = English
# A button: takes back the last change.
admin-undo-last = Undo last change
admin-done = Done.
admin-pinned = Done. The command appears within seconds.
admin-undone = The last change is taken back.
admin-imported = Done. The settings of the file hold from now on.
admin-nothing-to-undo = There is no change left to take back.
admin-exported = All settings of this server:
admin-nowhere = This works in servers that have the bot as a member; install it there first.
# $topic: what was typed.
admin-no-article = “{ $topic }” is not the name of one article; choose one from the list that opens while you type.

## Why /lore-admin cannot do something: sentences that stand alone.

why-label = A name must be one line of 1 to 255 bytes.
# de and pt-BR stay as they are.
why-language = A language is named as Discord names it, such as de or pt-BR.
why-command = A command needs a name of 1 to 32 letters or digits without spaces or capitals; - _ and ' are allowed as well.
# $name: the name of a command.
why-taken = /{ $name } is one of the bot’s own commands; choose another name.
why-alias = A name needs at least one letter or digit.
why-channel = A channel is named by its number.
# $most: how many there may be.
why-too-many =
    .pins = A server has at most { $most } pinned commands; remove one first.
    .channels = At most { $most } channels have settings of their own; take those of one back first.
    .aliases = A server has at most { $most } names of its own; remove one first.
    .wikis = At most { $most } wikis can be chosen; choose fewer.
    .rules = At most { $most } works can be blurred; take one away first.
# $name: what was typed.
why-absent =
    .pin = There is no pinned command /{ $name } here.
    .alias = This server has no name “{ $name }” of its own.
    .rule = “{ $name }” is not among what is blurred here.
why-twice =
    .pin = The command /{ $name } is there twice; remove one of the two.
    .alias = The name “{ $name }” is there twice; remove one of the two.
    .rule = “{ $name }” is blurred twice; remove one of the two.
# $line: the number of a line in a file. $cause: the reason, in English.
why-file-fault = Line { $line } of the file has a fault: “{ $cause }”. Mend it, or export a file to see how it is written.
why-newer-file = The file comes from a newer version of this bot; whoever runs it must update it first.
# $most: a number of kilobytes.
why-too-large = The file has more than { $most } KB. Is it the one that was exported?
why-not-fetched = Discord does not hand out the file; please try again.
why-not-text = The file is not text in UTF-8. Is it the one that was exported?
why-not-discords = The file does not lie with Discord; attach it to the command itself.
why-no-database = The database of this bot cannot be used now; whoever runs it finds the reason in its log.
why-late = The database takes too long; please try again.

## The report of /lore-admin.

report-unanswered = Questions that found nothing
report-wrong = Answers called wrong
report-nothing = Nothing.
# $question: its words. $day: a date.
report-asked =
    { $times ->
        [one] “{ $question }”, once, on { $day }
       *[other] “{ $question }”, { $times } times, last on { $day }
    }
# $place: article and section. $reason: one of the reasons above.
report-vote =
    { $votes ->
        [one] { $place }: { $reason } (one vote)
       *[other] { $place }: { $reason } ({ $votes } votes)
    }
report-kept = Kept for { $days } days. Who asked or voted is not known.
