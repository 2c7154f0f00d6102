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
command-privacy = datenschutz
    .description = Was dieser Bot speichert und wie lange
command-lore-admin = lore-admin
    .description = Einstellungen dieses Bots für deinen Server
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

## /lore-admin

admin-settings = einstellungen
    .description = Zeigt und ändert die Einstellungen des Servers oder eines Kanals
admin-pin = anpinnen
    .description = Gibt einem Thema einen eigenen Befehl, etwa /khitomer
admin-unpin = loslösen
    .description = Entfernt einen angepinnten Befehl
admin-alias = name
    .description = Fügt einen Namen hinzu, unter dem dieser Server einen Artikel kennt
admin-unalias = name-entfernen
    .description = Entfernt einen solchen Namen
admin-blur = verdecken
    .description = Verdeckt Textstellen, die ein Werk oder eine Reihe als Quelle nennen
admin-unblur = aufdecken
    .description = Verdeckt ein Werk oder eine Reihe nicht mehr
admin-old = veraltet
    .description = Nach wie vielen Tagen der Text eines Wikis veraltet heißt
admin-undo = rückgängig
    .description = Nimmt die letzte Änderung zurück; noch einmal: die davor
admin-export = exportieren
    .description = Gibt alle Einstellungen dieses Servers als Datei
admin-import = importieren
    .description = Ersetzt alle Einstellungen durch die einer solchen Datei
admin-report = bericht
    .description = Zeigt, welche Fragen nichts fanden und welche Antworten als falsch gemeldet wurden
admin-option-channel = kanal
    .description = Nur für diesen Kanal; leer: für den ganzen Server
admin-option-topic = thema
    .description = Der Artikel
admin-option-name = name
    .pin = Wie der Befehl heißt; leer: wie der Artikel
    .unpin = Der Befehl, der entfernt wird
    .alias = Der Name, der verstanden wird, etwa QPM
    .unalias = Der Name, der entfernt wird
admin-option-work = werk
    .description = Eine Folge, ein Roman, ein Spiel, eine Reihe: so, wie das Wiki sie schreibt
admin-option-days = tage
    .description = Wie viele Tage
admin-option-file = datei
    .description = Eine Datei von /lore-admin exportieren

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
button-wrong = Falsche Antwort
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
about-privacy = nichts von dem, was du fragst und liest, wird gespeichert, außer wie `/datenschutz` sagt.
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

## Privacy

privacy = Was dieser Bot speichert
privacy-messages = Nachrichten: nichts; nur im Arbeitsspeicher, eine Stunde lang, welche Antwort des Bots zu welcher Nachricht gehört.
privacy-questions = Fragen und Antworten: nichts, auch nicht, wer fragte oder las. Buttons tragen selbst, was sie brauchen.
privacy-unanswered = Slash-Befehle, die nichts fanden: Ihre Wörter werden für die Admins des Servers { $days } Tage lang gezählt, ohne wer fragte.
privacy-votes = Als falsch gemeldete Antworten: Wer sie meldete, wird { $days } Tage lang als gesalzener Hash gespeichert, damit niemand doppelt zählt.
privacy-server = Server: ihre Einstellungen, und die vor den letzten Änderungen { $days } Tage lang.
privacy-gone = Entfernt ein Server den Bot, wird alles gelöscht, was von ihm gespeichert ist.

## Wrong answer

wrong-why = Was ist an dieser Antwort falsch?
wrong-thanks = Danke. Die Admins dieses Servers sehen es in ihrem Bericht.
wrong-topic = Es geht um etwas anderes
wrong-time = Es geht um eine andere Zeit
wrong-continuity = Es geht um eine andere Kontinuität
wrong-source = Die Quelle ist nicht die dieser Textstelle
wrong-cut = Der Teil, der antwortet, ist abgeschnitten
wrong-text = Der Text ist entstellt oder veraltet

## Panel

admin-heading = Einstellungen dieses Servers
admin-heading-channel = Einstellungen von { $channel }
admin-line = { $name }: { $value }
admin-option = { $name }: { $value }
admin-now = gilt jetzt
admin-more = { $shown } und { $count } weitere
admin-as-server = wie im Server
admin-none = keine
admin-on = an
admin-off = aus
admin-wikis = Wikis
    .all = alle
admin-continuity = Bevorzugte Kontinuität
    .any = keine
admin-audience = Antworten sichtbar für
    .everyone = alle
    .asker = nur die fragende Person
admin-blurred = Verdeckte Werke
admin-age = Veraltet nach
    .days =
        { $days ->
            [one] { $days } Tag
           *[other] { $days } Tagen
        }
admin-inline = [[Links]] beantworten
admin-language = Öffentliche Antworten auf
    .discord = Serversprache
admin-plain = Reiner Text
admin-switches = Antworten und Links
admin-pins = Angepinnte Befehle
admin-aliases = Eigene Namen
admin-channels = Kanäle mit eigenen Einstellungen
admin-rest = Mehr mit `/lore-admin`: { $names }.
language-name = Deutsch
admin-undo-last = Letzte Änderung zurücknehmen
admin-done = Erledigt.
admin-pinned = Erledigt. Der Befehl erscheint in wenigen Sekunden.
admin-undone = Die letzte Änderung ist zurückgenommen.
admin-imported = Erledigt. Von jetzt an gelten die Einstellungen der Datei.
admin-nothing-to-undo = Es gibt keine Änderung mehr, die sich zurücknehmen ließe.
admin-exported = Alle Einstellungen dieses Servers:
admin-nowhere = Das geht nur in Servern, in denen der Bot Mitglied ist; installiere ihn zuerst dort.
admin-no-article = „{ $topic }“ ist nicht der Name genau eines Artikels; wähle einen aus der Liste, die sich beim Tippen öffnet.

## Reasons

why-label = Ein Name muss eine Zeile von 1 bis 255 Bytes sein.
why-language = Eine Sprache heißt so, wie Discord sie nennt, etwa de oder pt-BR.
why-command = Ein Befehl braucht einen Namen aus 1 bis 32 Buchstaben oder Ziffern, ohne Leerzeichen und Großbuchstaben; auch - _ und ' sind erlaubt.
why-taken = /{ $name } ist ein eigener Befehl des Bots; wähle einen anderen Namen.
why-alias = Ein Name braucht mindestens einen Buchstaben oder eine Ziffer.
why-channel = Ein Kanal wird mit seiner Nummer genannt.
why-too-many =
    .pins = Ein Server hat höchstens { $most } angepinnte Befehle; entferne zuerst einen.
    .channels = Höchstens { $most } Kanäle haben eigene Einstellungen; nimm zuerst die eines Kanals zurück.
    .aliases = Ein Server hat höchstens { $most } eigene Namen; entferne zuerst einen.
    .wikis = Höchstens { $most } Wikis lassen sich wählen; wähle weniger.
    .rules = Höchstens { $most } Werke lassen sich verdecken; nimm zuerst eines weg.
why-absent =
    .pin = Hier ist kein Befehl /{ $name } angepinnt.
    .alias = Dieser Server hat keinen eigenen Namen „{ $name }“.
    .rule = „{ $name }“ gehört nicht zu dem, was hier verdeckt wird.
why-twice =
    .pin = Der Befehl /{ $name } ist doppelt da; entferne einen der beiden.
    .alias = Der Name „{ $name }“ ist doppelt da; entferne einen der beiden.
    .rule = „{ $name }“ wird doppelt verdeckt; entferne eines der beiden.
why-file-fault = Zeile { $line } der Datei hat einen Fehler: „{ $cause }“. Berichtige ihn, oder exportiere eine Datei, um zu sehen, wie sie aussieht.
why-newer-file = Die Datei stammt von einer neueren Version dieses Bots; wer ihn betreibt, muss ihn zuerst aktualisieren.
why-too-large = Die Datei hat mehr als { $most } KB. Ist es die, die exportiert wurde?
why-not-fetched = Discord gibt die Datei nicht heraus; bitte versuche es noch einmal.
why-not-text = Die Datei ist kein Text in UTF-8. Ist es die, die exportiert wurde?
why-not-discords = Die Datei liegt nicht bei Discord; hänge sie an den Befehl selbst an.
why-no-database = Die Datenbank dieses Bots ist gerade nicht nutzbar; wer ihn betreibt, findet den Grund im Protokoll.
why-late = Die Datenbank braucht zu lange; bitte versuche es noch einmal.

## Report

report-unanswered = Fragen, die nichts fanden
report-wrong = Als falsch gemeldete Antworten
report-nothing = Nichts.
report-asked =
    { $times ->
        [one] „{ $question }“, einmal, am { $day }
       *[other] „{ $question }“, { $times }-mal, zuletzt am { $day }
    }
report-vote =
    { $votes ->
        [one] { $place }: { $reason } (eine Stimme)
       *[other] { $place }: { $reason } ({ $votes } Stimmen)
    }
report-kept = { $days } Tage lang gespeichert. Wer gefragt oder gemeldet hat, ist nicht bekannt.
