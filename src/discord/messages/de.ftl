# Was der Bot sagt, auf Deutsch. Er duzt. en.ftl erklärt jede Meldung und ihre Variablen; docs/translating.md den Rest.
#
# Feste Wörter:
#   wiki Wiki · article Artikel · section Abschnitt · passage Textstelle · source Quelle · timeline Zeitleiste ·
#   continuity Kontinuität · topic Thema · index Index

## Commands

command-lore = lore
    .description = Findet eine Textstelle im Wiki, mit der Quelle, die das Wiki nennt
command-timeline = zeitleiste
    .description = Zeigt die datierten Ereignisse eines Themas der Reihe nach
command-compare = vergleichen
    .description = Stellt zwei Themen nebeneinander
command-random = zufall
    .description = Zeigt eine zufällig gezogene Textstelle
command-about = info
    .description = Woraus dieser Bot antwortet und was er speichert
command-look-up = Lore nachschlagen
command-pinned =
    .description = { $title } nachschlagen ({ $wiki })

## Options

option-topic = thema
    .lore = Der Artikel, in dem gesucht wird
    .timeline = Der Artikel, dessen Jahre gezeigt werden
    .random = Der Artikel, aus dem gezogen wird; leer: aus allen
option-question = frage
    .description = Was nachgeschlagen wird: Wörter, ein Name, ein Jahr
option-what = was
    .description = Was nachgeschlagen wird; leer: der Anfang des Artikels
option-when = wann
    .description = Nur was damals geschah: 2409, 2381-82, the 2380s, before 2300
option-continuity = kontinuität
    .description = Nur diese Kontinuität, etwa prime oder mirror
option-from = von
    .description = Das erste Jahr; leer: von Anfang an
option-to = bis
    .description = Das letzte Jahr; leer: bis zum Ende
option-one = erstes
    .description = Ein Artikel, der neben den anderen gestellt wird
option-other = zweites
    .description = Ein Artikel, der neben den anderen gestellt wird
option-private = privat
    .description = Die Antwort nur mir zeigen
option-spoiler = spoiler
    .description = Die Antwort verdecken, bis jemand darauf tippt

## Buttons

button-previous = Vorige
button-next = Nächste
button-section = Ganzer Abschnitt
button-timeline = Zeitleiste
button-more = Weitere Treffer
button-back = Zurück
button-open = Im Wiki öffnen
button-share = Teilen
button-delete = Löschen
button-as-typed = Wie getippt
button-another = Noch eine
button-read = { $number } lesen
button-read-topic = { $topic } lesen
button-previous-results = Vorige Treffer
button-next-results = Nächste Treffer
button-previous-page = Vorige Seite
button-next-page = Nächste Seite
button-earlier = Früher
button-later = Später
choose = Was ist gemeint?

## Used in several places

list-separator = { ", " }
heading-page = { $heading }, Seite { $page } von { $pages }
year-before = vor { $year }
year-until = bis { $year }
year-from = ab { $year }
year-after = nach { $year }
year-about = etwa { $year }
label-source = Quelle:
label-continuity = Kontinuität:
label-medium = Medium:
sourced = { $source } ({ $known })
cited-here = hier belegt
cited-later = später im Abschnitt belegt
cited-nowhere = im Wiki nicht belegt
licence-none = keine Lizenz genannt
snapshot = Stand { $day }
snapshot-old = Stand { $day }, womöglich veraltet

## Card

card-uncertain = Nichts Sicheres; das kommt der Frage am nächsten.
card-mended = Gezeigt wird „{ $read_as }“ (getippt: „{ $typed }“).
card-missing = Nicht in dieser Textstelle: { $words }.
card-missing-word = „{ $word }“
card-differ = Die Quellen weichen voneinander ab
card-account = „{ $said }“ ({ $source })
card-see-also = Siehe auch

## Lists of passages

results = Treffer
results-for = Treffer für „{ $asked }“

## Whole section

section-whole = der ganze Abschnitt
section-page = Seite { $page } von { $pages }
section-sources = Quelle dieser { $count } Textstellen:

## Timelines

timeline = Zeitleiste: { $topic }
timeline-unread = In „{ $bound }“ erkenne ich kein Jahr; es grenzt nichts ein.
timeline-named-before = { $year } (zuvor genannt)
timeline-in-words = { $year } („{ $said }“)
timeline-without-years = { $wiki } nennt im Artikel { $topic } kein Jahr.
timeline-nothing-between = { $wiki } erzählt zwischen diesen Jahren nichts über { $topic }. Die nächsten Jahre: { $years }.

## Comparison

comparison = { $one } und { $other }
comparison-one-article = Beide Namen führen zum selben Artikel.
comparison-without-text = Dieser Artikel hat keinen Fließtext.
comparison-facts = Angaben zu beiden
comparison-years = Im Lauf der Zeit
comparison-said = { $topic }: „{ $said }“

## Nothing found

refusal-nothing = Nichts zu „{ $asked }“ in { $wiki }.
refusal-nothing-in-article = Nichts zu „{ $asked }“ im Artikel { $article } ({ $wiki }).
refusal-all-wikis = den Wikis dieses Bots
refusal-continuity = { $wiki } (Kontinuität: { $continuity })
refusal-this-topic = dieses Thema
refusal-several = „{ $asked }“ kann mehrere Artikel meinen:
refusal-did-you-mean = Meintest du:
refusal-could-ask = Du könntest fragen:
refusal-not-indexed = Das Wiki hat eine Seite „{ $page }“, aber sie ist nicht in diesem Index.
refusal-nearest-years = Die nächsten Jahre, von denen es erzählt: { $years }.

## Names in somebody's message

mentions = In dieser Nachricht genannt:
mentions-none = Ich kenne keinen der Namen in dieser Nachricht.

## Replies to messages

message-asks-nothing = Was soll ich nachschlagen? Schreib mir einen Namen, ein Jahr oder eine Frage, oder benutze `/lore`.
message-private-here = In diesem Kanal sind Antworten privat; bitte frage mit `/lore`.

## Hints

hint-ask-something = Was soll ich nachschlagen? Fülle irgendeine der Optionen aus: ein Thema (etwa eine Person oder einen Ort), eine Frage, ein Jahr in `wann` oder eine Kontinuität.
hint-no-year = In „{ $typed }“ erkenne ich kein Jahr. Versuche es auf Englisch: `2409`, `2381-82`, `the 2380s` oder `before 2300`.
hint-no-continuity = Keine Kontinuität „{ $typed }“. Es gibt: { $known }.
hint-no-continuities = Keine Kontinuität „{ $typed }“: Die Wikis hier unterscheiden keine.
hint-other-version = Das stammt von einer anderen Version des Bots; bitte frage neu.
hint-changed = Der Index hat sich seitdem geändert; bitte frage neu.
hint-broken = Der Index dieses Bots lässt sich nicht lesen; wer ihn betreibt, findet den Grund im Protokoll.
hint-nothing-to-draw = Hier gibt es keine Textstelle zu ziehen; versuche ein anderes Thema oder keines.
hint-may-not-delete = Nur wer gefragt hat oder hier Nachrichten verwalten darf, kann diese Antwort löschen.
hint-failed = Beim Nachschlagen ist etwas schiefgegangen. Bitte versuche es noch einmal.
hint-unreadable = Das ließ sich nicht lesen; vielleicht hat sich Discord geändert. Bitte versuche es noch einmal.
hint-late = Das hat zu lange gedauert; bitte drücke noch einmal.
hint-wait = Das war viel auf einmal; bitte warte ein paar Sekunden.
hint-no-wikis-left = Keines der Wikis, die dieser Server gewählt hat, ist noch da. Ein Admin kann mit `/lore-admin` andere wählen.

## About

about-answers = Die Antworten stammen Wort für Wort aus den Wikis unten, mit der Quelle, die das Wiki selbst nennt.
about-privacy-label = Datenschutz:
about-articles =
    { $count ->
        [one] { $count } Artikel
       *[other] { $count } Artikel
    }
about-passages =
    { $count ->
        [one] { $count } Textstelle
       *[other] { $count } Textstellen
    }
about-snapshot = Stand { $day }
