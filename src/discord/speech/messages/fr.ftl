# Ce que dit le bot, en français. Il tutoie. en.ftl explique chaque message et ses variables ; docs/translating.md le reste.
# Devant « : ; ? ! » et dans les guillemets se trouve une espace insécable.
#
# Mots fixes :
#   wiki wiki (m.) · article article · section section · passage passage · source source · timeline chronologie ·
#   continuity continuité · topic sujet · index index

## Commands

command-lore = lore
    .description = Trouve un passage du wiki, avec la source qu’il cite
command-timeline = chronologie
    .description = Montre dans l’ordre les événements datés d’un sujet
command-compare = comparer
    .description = Met deux sujets côte à côte
command-random = hasard
    .description = Montre un passage tiré au hasard
command-about = à-propos
    .description = D’où ce bot tire ses réponses, et ce qu’il conserve
command-privacy = confidentialité
    .description = Ce que ce bot conserve, et pendant combien de temps
command-lore-admin = lore-admin
    .description = Les paramètres de ce bot pour ton serveur
command-look-up = Chercher dans le lore
command-pinned =
    .description = Cherche { $title } dans { $wiki }

## Options

option-topic = sujet
    .lore = L’article dans lequel chercher
    .timeline = L’article dont montrer les années
    .random = L’article d’où tirer ; vide : tous
option-question = question
    .description = Ce qu’il faut chercher : des mots, un nom, une année
option-what = quoi
    .description = Ce qu’il faut chercher ; vide : le début de l’article
option-when = quand
    .description = Seulement ce qui s’est passé alors : 2409, 2381-82, the 2380s, before 2300
option-continuity = continuité
    .description = Seulement cette continuité, comme prime ou mirror
option-from = début
    .description = La première année ; vide : depuis le début
option-to = fin
    .description = La dernière année ; vide : jusqu’à la fin
option-one = premier
    .description = Un article à mettre à côté de l’autre
option-other = second
    .description = Un article à mettre à côté de l’autre
option-private = privé
    .description = Ne montrer la réponse qu’à moi
option-spoiler = spoiler
    .description = Masquer la réponse jusqu’à ce que quelqu’un la touche

## /lore-admin

admin-settings = paramètres
    .description = Montre et change les paramètres du serveur ou d’un salon
admin-pin = épingler
    .description = Donne à un sujet sa propre commande, comme /khitomer
admin-unpin = désépingler
    .description = Retire une commande épinglée
admin-alias = alias
    .description = Ajoute un nom sous lequel ce serveur connaît un article
admin-unalias = retirer-alias
    .description = Retire un tel nom
admin-blur = masquer
    .description = Masque les passages qui citent une œuvre ou une série
admin-unblur = démasquer
    .description = Ne masque plus une œuvre ou une série
admin-old = dépassé
    .description = Après combien de jours le texte d’un wiki est dit dépassé
admin-undo = annuler
    .description = Annule le dernier changement ; encore une fois : le précédent
admin-export = exporter
    .description = Donne tous les paramètres de ce serveur dans un fichier
admin-import = importer
    .description = Remplace tous les paramètres par ceux d’un tel fichier
admin-report = rapport
    .description = Montre les questions sans résultat et les réponses signalées comme fausses
admin-option-channel = salon
    .description = Seulement pour ce salon ; vide : tout le serveur
admin-option-topic = sujet
    .description = L’article
admin-option-name = nom
    .pin = Le nom de la commande ; vide : celui de l’article
    .unpin = La commande à retirer
    .alias = Le nom à comprendre, comme QPM
    .unalias = Le nom à retirer
admin-option-work = œuvre
    .description = Un épisode, un roman, un jeu, une série : comme le wiki l’écrit
admin-option-days = jours
    .description = Combien de jours
admin-option-file = fichier
    .description = Un fichier de /lore-admin exporter

## Buttons

button-previous = Précédent
button-next = Suivant
button-section = Section entière
button-timeline = Chronologie
button-more = Autres résultats
button-back = Retour
button-open = Ouvrir le wiki
button-share = Partager
button-delete = Supprimer
button-as-typed = Tel que saisi
button-another = Un autre
button-read = Lire { $number }
button-read-topic = Lire { $topic }
button-previous-results = Résultats précédents
button-next-results = Résultats suivants
button-previous-page = Page précédente
button-next-page = Page suivante
button-earlier = Plus tôt
button-later = Plus tard
button-wrong = Réponse fausse
choose = De quoi parles-tu ?

## Used in several places

list-separator = { ", " }
heading-page = { $heading }, page { $page } sur { $pages }
year-before = avant { $year }
year-until = jusqu’en { $year }
year-from = à partir de { $year }
year-after = après { $year }
year-about = vers { $year }
label-source = Source :
label-continuity = Continuité :
label-medium = Média :
sourced = { $source } ({ $known })
cited-here = citée ici
cited-later = citée plus loin dans la section
cited-nowhere = sans source dans le wiki
licence-none = aucune licence indiquée
snapshot = état au { $day }
snapshot-old = état au { $day }, peut-être dépassé

## Card

card-uncertain = Rien de certain ; voici ce qui s’en approche le plus.
card-mended = Voici « { $read_as } » (tu as écrit « { $typed } »).
card-missing = Absent de ce passage : { $words }.
card-missing-word = « { $word } »
card-differ = Les sources divergent
card-account = « { $said } » ({ $source })
card-see-also = Voir aussi

## Lists of passages

results = Résultats
results-for = Résultats pour « { $asked } »

## Whole section

section-whole = toute la section
section-page = page { $page } sur { $pages }
section-sources = Source de ces { $count } passages :

## Timelines

timeline = Chronologie : { $topic }
timeline-unread = Je ne reconnais aucune année dans « { $bound } » ; cela ne limite rien.
timeline-named-before = { $year } (nommée plus haut)
timeline-in-words = { $year } (« { $said } »)
timeline-without-years = { $wiki } ne nomme aucune année dans l’article { $topic }.
timeline-nothing-between = { $wiki } ne dit rien de { $topic } entre ces années. Années les plus proches : { $years }.

## Comparison

comparison = { $one } et { $other }
comparison-one-article = Les deux noms mènent au même article.
comparison-without-text = Cet article n’a pas de texte suivi.
comparison-facts = Faits communs
comparison-years = Au fil du temps
comparison-said = { $topic } : « { $said } »

## Nothing found

refusal-nothing = Rien sur « { $asked } » dans { $wiki }.
refusal-nothing-in-article = Rien sur « { $asked } » dans l’article { $article } ({ $wiki }).
refusal-all-wikis = les wikis de ce bot
refusal-continuity = { $wiki } (continuité : { $continuity })
refusal-this-topic = ce sujet
refusal-several = « { $asked } » peut désigner plusieurs articles :
refusal-did-you-mean = Voulais-tu dire :
refusal-could-ask = Tu pourrais demander :
refusal-not-indexed = Le wiki a une page « { $page } », mais elle n’est pas dans cet index.
refusal-nearest-years = Les années les plus proches dont il parle : { $years }.

## Names in somebody's message

mentions = Noms trouvés dans ce message :
mentions-none = Je ne connais aucun des noms de ce message.

## Replies to messages

message-asks-nothing = Que dois-je chercher ? Écris-moi un nom, une année ou une question, ou utilise `/lore`.
message-private-here = Dans ce salon, les réponses sont privées ; demande avec `/lore`, s’il te plaît.

## Hints

hint-ask-something = Que dois-je chercher ? Remplis n’importe laquelle des options : un sujet (une personne ou un lieu, par exemple), une question, une année dans `quand`, ou une continuité.
hint-no-year = Je ne reconnais aucune année dans « { $typed } ». Essaie en anglais : `2409`, `2381-82`, `the 2380s` ou `before 2300`.
hint-no-continuity = Pas de continuité « { $typed } ». Il y a : { $known }.
hint-no-continuities = Pas de continuité « { $typed } » : les wikis d’ici n’en distinguent aucune.
hint-other-version = Cela vient d’une autre version du bot ; pose la question à nouveau, s’il te plaît.
hint-changed = L’index a changé depuis ; pose la question à nouveau, s’il te plaît.
hint-broken = L’index de ce bot est illisible ; la personne qui le gère en trouvera la raison dans le journal.
hint-nothing-to-draw = Il n’y a aucun passage à tirer ici ; essaie un autre sujet, ou aucun.
hint-may-not-delete = Seule la personne qui a posé la question, ou quelqu’un qui peut gérer les messages ici, peut supprimer cette réponse.
hint-failed = La recherche a échoué. Réessaie, s’il te plaît.
hint-unreadable = Impossible de lire cela ; Discord a peut-être changé. Réessaie, s’il te plaît.
hint-late = Cela a pris trop de temps ; appuie encore une fois, s’il te plaît.
hint-wait = Cela faisait beaucoup d’un coup ; attends quelques secondes, s’il te plaît.
hint-no-wikis-left = Aucun des wikis choisis par ce serveur n’est encore là. Un admin peut en choisir d’autres avec `/lore-admin`.

## About

about-answers = Les réponses sont tirées mot pour mot des wikis ci-dessous, avec la source que le wiki cite lui-même.
about-privacy-label = Vie privée :
about-privacy = rien de ce que tu demandes et lis n’est conservé, sauf ce que dit `/confidentialité`.
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
about-snapshot = état au { $day }

## Privacy

privacy = Ce que ce bot conserve
privacy-messages = Messages : rien ; seulement en mémoire, pendant une heure, quelle réponse du bot va avec quel message.
privacy-questions = Questions et réponses : rien, ni qui a posé la question ou lu la réponse. Les boutons portent eux-mêmes ce qu’il leur faut.
privacy-unanswered = Commandes sans résultat : leurs mots sont comptés pour les admins du serveur, sans savoir qui les a écrits, pendant { $days } jours.
privacy-votes = Réponses signalées comme fausses : qui l’a fait est conservé sous forme de hachage salé, pour ne compter personne deux fois, pendant { $days } jours.
privacy-server = Serveurs : leurs paramètres, et ceux d’avant les derniers changements pendant { $days } jours.
privacy-gone = Quand un serveur retire le bot, tout ce qui en est conservé est supprimé.

## Wrong answer

wrong-why = Qu’est-ce qui est faux dans cette réponse ?
wrong-thanks = Merci. Les admins de ce serveur le voient dans leur rapport.
wrong-topic = Elle parle d’autre chose
wrong-time = Elle parle d’une autre époque
wrong-continuity = Elle parle d’une autre continuité
wrong-source = La source n’est pas celle de ce passage
wrong-cut = La partie qui répond est coupée
wrong-text = Le texte est abîmé ou dépassé

## Panel

admin-heading = Paramètres de ce serveur
admin-heading-channel = Paramètres de { $channel }
admin-line = { $name } : { $value }
admin-option = { $name } : { $value }
admin-now = en vigueur
admin-more = { $shown } et { $count } de plus
admin-as-server = comme le serveur
admin-none = aucune
admin-on = oui
admin-off = non
admin-wikis = Wikis
    .all = tous
admin-continuity = Continuité préférée
    .any = aucune
admin-audience = Réponses visibles par
    .everyone = tout le monde
    .asker = la seule personne qui demande
admin-blurred = Œuvres masquées
admin-age = Dit dépassé après
    .days =
        { $days ->
            [one] { $days } jour
           *[other] { $days } jours
        }
admin-inline = Répondre aux [[liens]]
admin-language = Réponses publiques en
    .discord = langue du serveur
admin-plain = Texte brut
admin-switches = Réponses et liens
admin-pins = Commandes épinglées
admin-aliases = Noms propres au serveur
admin-channels = Salons avec leurs propres paramètres
admin-rest = Plus avec `/lore-admin` : { $names }.
language-name = Français
admin-undo-last = Annuler le dernier changement
admin-done = C’est fait.
admin-pinned = C’est fait. La commande apparaît dans quelques secondes.
admin-undone = Le dernier changement est annulé.
admin-imported = C’est fait. Les paramètres du fichier s’appliquent désormais.
admin-nothing-to-undo = Il ne reste aucun changement à annuler.
admin-exported = Tous les paramètres de ce serveur :
admin-nowhere = Cela marche dans les serveurs dont le bot est membre ; installe-le d’abord là-bas.
admin-no-article = « { $topic } » n’est pas le nom d’un seul article ; choisis-en un dans la liste qui s’ouvre quand tu écris.

## Reasons

why-label = Un nom doit être une seule ligne de 1 à 255 octets.
why-language = Une langue se nomme comme dans Discord, par exemple de ou pt-BR.
why-command = Une commande a besoin d’un nom de 1 à 32 lettres ou chiffres, sans espaces ni majuscules ; - _ et ' sont permis aussi.
why-taken = /{ $name } est une commande propre au bot ; choisis un autre nom.
why-alias = Un nom a besoin d’au moins une lettre ou un chiffre.
why-channel = Un salon se nomme par son numéro.
why-too-many =
    .pins = Un serveur a au plus { $most } commandes épinglées ; retires-en d’abord une.
    .channels = Au plus { $most } salons ont leurs propres paramètres ; annule d’abord ceux d’un salon.
    .aliases = Un serveur a au plus { $most } noms propres ; retires-en d’abord un.
    .wikis = On peut choisir au plus { $most } wikis ; choisis-en moins.
    .rules = On peut masquer au plus { $most } œuvres ; retires-en d’abord une.
why-absent =
    .pin = Aucune commande /{ $name } n’est épinglée ici.
    .alias = Ce serveur n’a pas de nom propre « { $name } ».
    .rule = « { $name } » ne fait pas partie de ce qui est masqué ici.
why-twice =
    .pin = La commande /{ $name } est là deux fois ; retire l’une des deux.
    .alias = Le nom « { $name } » est là deux fois ; retire l’un des deux.
    .rule = « { $name } » est masqué deux fois ; retire l’un des deux.
why-file-fault = La ligne { $line } du fichier a un défaut : « { $cause } ». Corrige-le, ou exporte un fichier pour voir comment il s’écrit.
why-newer-file = Le fichier vient d’une version plus récente de ce bot ; la personne qui le gère doit d’abord le mettre à jour.
why-too-large = Le fichier dépasse { $most } Ko. Est-ce bien celui qui a été exporté ?
why-not-fetched = Discord ne donne pas le fichier ; réessaie, s’il te plaît.
why-not-text = Le fichier n’est pas du texte en UTF-8. Est-ce bien celui qui a été exporté ?
why-not-discords = Le fichier ne se trouve pas chez Discord ; joins-le à la commande elle-même.
why-no-database = La base de données de ce bot est inutilisable pour le moment ; la personne qui le gère en trouvera la raison dans le journal.
why-late = La base de données met trop de temps ; réessaie, s’il te plaît.

## Report

report-unanswered = Questions sans résultat
report-wrong = Réponses signalées comme fausses
report-nothing = Rien.
report-asked =
    { $times ->
        [one] « { $question } », une fois, le { $day }
       *[other] « { $question } », { $times } fois, la dernière le { $day }
    }
report-vote =
    { $votes ->
        [one] { $place } : { $reason } (un vote)
       *[other] { $place } : { $reason } ({ $votes } votes)
    }
report-kept = Conservé { $days } jours. On ne sait pas qui a demandé ou voté.
