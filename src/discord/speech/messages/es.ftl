# Lo que dice el bot, en español para todas las regiones. Tutea. en.ftl explica cada mensaje y sus variables;
# docs/translating.md, lo demás.
#
# Palabras fijas:
#   wiki wiki (f.) · article artículo · section sección · passage pasaje · source fuente · timeline cronología ·
#   continuity continuidad · topic tema · index índice

## Commands

command-lore = lore
    .description = Encuentra un pasaje de la wiki, con la fuente que cita
command-timeline = cronología
    .description = Muestra en orden los sucesos con fecha de un tema
command-compare = comparar
    .description = Pone dos temas uno al lado del otro
command-random = azar
    .description = Muestra un pasaje elegido al azar
command-about = acerca-de
    .description = De dónde responde este bot y qué guarda
command-privacy = privacidad
    .description = Qué guarda este bot y durante cuánto tiempo
command-lore-admin = lore-admin
    .description = Los ajustes de este bot para tu servidor
command-look-up = Buscar en el lore
command-pinned =
    .description = Busca { $title } en { $wiki }

## Options

option-topic = tema
    .lore = El artículo en el que buscar
    .timeline = El artículo cuyos años mostrar
    .random = El artículo del que elegir; vacío: de todos
option-question = pregunta
    .description = Qué buscar: palabras, un nombre, un año
option-what = qué
    .description = Qué buscar; vacío: el comienzo del artículo
option-when = cuándo
    .description = Solo lo que pasó entonces: 2409, 2381-82, the 2380s, before 2300
option-continuity = continuidad
    .description = Solo esta continuidad, como prime o mirror
option-from = desde
    .description = El primer año; vacío: desde el principio
option-to = hasta
    .description = El último año; vacío: hasta el final
option-one = primero
    .description = Un artículo para poner al lado del otro
option-other = segundo
    .description = Un artículo para poner al lado del otro
option-private = privado
    .description = Mostrarme la respuesta solo a mí
option-spoiler = spoiler
    .description = Ocultar la respuesta hasta que alguien la toque

## /lore-admin

admin-settings = ajustes
    .description = Muestra y cambia los ajustes del servidor o de un canal
admin-pin = fijar
    .description = Da a un tema su propio comando, como /khitomer
admin-unpin = desfijar
    .description = Quita un comando fijado
admin-alias = alias
    .description = Añade un nombre con el que este servidor conoce un artículo
admin-unalias = quitar-alias
    .description = Quita un nombre así
admin-blur = ocultar
    .description = Oculta los pasajes que citan una obra o una serie
admin-unblur = mostrar
    .description = Deja de ocultar una obra o una serie
admin-old = desactualizado
    .description = A los cuántos días el texto de una wiki se considera desactualizado
admin-undo = deshacer
    .description = Deshace el último cambio; otra vez: el anterior
admin-export = exportar
    .description = Da todos los ajustes de este servidor en un archivo
admin-import = importar
    .description = Sustituye todos los ajustes por los de un archivo así
admin-report = informe
    .description = Muestra las preguntas sin resultado y las respuestas marcadas como erróneas
admin-option-channel = canal
    .description = Solo para este canal; vacío: todo el servidor
admin-option-topic = tema
    .description = El artículo
admin-option-name = nombre
    .pin = Cómo se llama el comando; vacío: como el artículo
    .unpin = El comando que quitar
    .alias = El nombre que entender, como QPM
    .unalias = El nombre que quitar
admin-option-work = obra
    .description = Un episodio, una novela, un juego, una serie: como lo escribe la wiki
admin-option-days = días
    .description = Cuántos días
admin-option-file = archivo
    .description = Un archivo de /lore-admin exportar

## Buttons

button-previous = Anterior
button-next = Siguiente
button-section = Sección completa
button-timeline = Cronología
button-more = Más resultados
button-back = Volver
button-open = Abrir la wiki
button-share = Compartir
button-delete = Eliminar
button-as-typed = Tal como se escribió
button-another = Otro
button-read = Leer { $number }
button-read-topic = Leer { $topic }
button-previous-results = Resultados anteriores
button-next-results = Resultados siguientes
button-previous-page = Página anterior
button-next-page = Página siguiente
button-earlier = Antes
button-later = Después
button-wrong = Respuesta errónea
choose = ¿A qué te refieres?

## Used in several places

list-separator = { ", " }
heading-page = { $heading }, página { $page } de { $pages }
year-before = antes de { $year }
year-until = hasta { $year }
year-from = desde { $year }
year-after = después de { $year }
year-about = hacia { $year }
label-source = Fuente:
label-continuity = Continuidad:
label-medium = Medio:
sourced = { $source } ({ $known })
cited-here = citada aquí
cited-later = citada más adelante en la sección
cited-nowhere = sin fuente en la wiki
licence-none = sin licencia indicada
snapshot = copia del { $day }
snapshot-old = copia del { $day }, quizá desactualizada

## Card

card-uncertain = Nada seguro; esto es lo más cercano que hay.
card-mended = Se muestra «{ $read_as }» (escribiste «{ $typed }»).
card-missing = No está en este pasaje: { $words }.
card-missing-word = «{ $word }»
card-differ = Las fuentes difieren
card-account = «{ $said }» ({ $source })
card-see-also = Véase también

## Lists of passages

results = Resultados
results-for = Resultados de «{ $asked }»

## Whole section

section-whole = la sección completa
section-page = página { $page } de { $pages }
section-sources = Fuente de estos { $count } pasajes:

## Timelines

timeline = Cronología de { $topic }
timeline-unread = No reconozco ningún año en «{ $bound }»; no limita nada.
timeline-named-before = { $year } (nombrado antes)
timeline-in-words = { $year } («{ $said }»)
timeline-without-years = { $wiki } no nombra ningún año en el artículo { $topic }.
timeline-nothing-between = { $wiki } no cuenta nada de { $topic } entre esos años. Años más cercanos: { $years }.

## Comparison

comparison = { $one } y { $other }
comparison-one-article = Los dos nombres llevan al mismo artículo.
comparison-without-text = Este artículo no tiene texto corrido.
comparison-facts = Datos de ambos
comparison-years = En el tiempo
comparison-said = { $topic }: «{ $said }»

## Nothing found

refusal-nothing = No hay nada sobre «{ $asked }» en { $wiki }.
refusal-nothing-in-article = No hay nada sobre «{ $asked }» en el artículo { $article } ({ $wiki }).
refusal-all-wikis = las wikis de este bot
refusal-continuity = { $wiki } (continuidad: { $continuity })
refusal-this-topic = este tema
refusal-several = «{ $asked }» puede referirse a varios artículos:
refusal-did-you-mean = ¿Querías decir alguna de estas?
refusal-could-ask = Podrías preguntar:
refusal-not-indexed = La wiki tiene una página «{ $page }», pero no está en este índice.
refusal-nearest-years = Los años más cercanos de los que habla: { $years }.

## Names in somebody's message

mentions = Nombres en ese mensaje:
mentions-none = No conozco ninguno de los nombres de ese mensaje.

## Replies to messages

message-asks-nothing = ¿Qué busco? Escríbeme un nombre, un año o una pregunta, o usa `/lore`.
message-private-here = En este canal las respuestas son privadas; pregunta con `/lore`, por favor.

## Hints

hint-ask-something = ¿Qué busco? Rellena cualquiera de las opciones: un tema (una persona o un lugar, por ejemplo), una pregunta, un año en `cuándo` o una continuidad.
hint-no-year = No reconozco ningún año en «{ $typed }». Prueba en inglés: `2409`, `2381-82`, `the 2380s` o `before 2300`.
hint-no-continuity = No hay ninguna continuidad «{ $typed }». Hay: { $known }.
hint-no-continuities = No hay ninguna continuidad «{ $typed }»: las wikis de aquí no distinguen ninguna.
hint-other-version = Esto viene de otra versión del bot; vuelve a preguntar, por favor.
hint-changed = El índice ha cambiado desde entonces; vuelve a preguntar, por favor.
hint-broken = No se puede leer el índice de este bot; quien lo administra encontrará el motivo en su registro.
hint-nothing-to-draw = Aquí no hay ningún pasaje que elegir; prueba con otro tema, o con ninguno.
hint-may-not-delete = Solo quien preguntó, o alguien que pueda gestionar mensajes aquí, puede eliminar esta respuesta.
hint-failed = Algo salió mal durante la búsqueda. Inténtalo de nuevo, por favor.
hint-unreadable = Esto no se pudo leer; quizá Discord haya cambiado. Inténtalo de nuevo, por favor.
hint-late = Esto tardó demasiado; vuelve a pulsar, por favor.
hint-wait = Eso fue mucho de golpe; espera unos segundos, por favor.
hint-no-wikis-left = Ya no está ninguna de las wikis que eligió este servidor. Un administrador puede elegir otras con `/lore-admin`.

## About

about-answers = Las respuestas salen palabra por palabra de las wikis de abajo, con la fuente que cita la propia wiki.
about-privacy-label = Privacidad:
about-privacy = no se guarda nada de lo que preguntas y lees, salvo lo que dice `/privacidad`.
about-articles =
    { $count ->
        [one] { $count } artículo
       *[other] { $count } artículos
    }
about-passages =
    { $count ->
        [one] { $count } pasaje
       *[other] { $count } pasajes
    }
about-snapshot = copia del { $day }

## Privacy

privacy = Qué guarda este bot
privacy-messages = Mensajes: nada; solo en memoria, durante una hora, qué respuesta del bot corresponde a qué mensaje.
privacy-questions = Preguntas y respuestas: nada, ni quién preguntó o leyó. Los botones llevan ellos mismos lo que necesitan.
privacy-unanswered = Comandos sin resultado: sus palabras se cuentan para los administradores del servidor, sin quién preguntó, durante { $days } días.
privacy-votes = Respuestas marcadas como erróneas: quién lo hizo se guarda como un hash con sal, para que nadie cuente dos veces, durante { $days } días.
privacy-server = Servidores: sus ajustes, y los de antes de los últimos cambios durante { $days } días.
privacy-gone = Cuando un servidor quita el bot, se elimina todo lo que se guarda de él.

## Wrong answer

wrong-why = ¿Qué falla en esta respuesta?
wrong-thanks = Gracias. Los administradores de este servidor lo ven en su informe.
wrong-topic = Trata de otra cosa
wrong-time = Trata de otra época
wrong-continuity = Trata de otra continuidad
wrong-source = La fuente no es la de este pasaje
wrong-cut = La parte que responde está cortada
wrong-text = El texto está dañado o desactualizado

## Panel

admin-heading = Ajustes de este servidor
admin-heading-channel = Ajustes de { $channel }
admin-line = { $name }: { $value }
admin-option = { $name }: { $value }
admin-now = vigente
admin-more = { $shown } y { $count } más
admin-as-server = como en el servidor
admin-none = ninguna
admin-on = sí
admin-off = no
admin-wikis = Wikis
    .all = todas
admin-continuity = Continuidad preferida
    .any = ninguna
admin-audience = Las respuestas las ve
    .everyone = todo el mundo
    .asker = solo quien preguntó
admin-blurred = Obras ocultas
admin-age = Desactualizado tras
    .days =
        { $days ->
            [one] { $days } día
           *[other] { $days } días
        }
admin-inline = Responder a [[enlaces]]
admin-language = Respuestas públicas en
    .discord = idioma del servidor
admin-plain = Texto sin formato
admin-switches = Respuestas y enlaces
admin-pins = Comandos fijados
admin-aliases = Nombres propios del servidor
admin-channels = Canales con ajustes propios
admin-rest = Más con `/lore-admin`: { $names }.
language-name = Español
admin-undo-last = Deshacer el último cambio
admin-done = Hecho.
admin-pinned = Hecho. El comando aparece en unos segundos.
admin-undone = El último cambio está deshecho.
admin-imported = Hecho. Desde ahora valen los ajustes del archivo.
admin-nothing-to-undo = No queda ningún cambio que deshacer.
admin-exported = Todos los ajustes de este servidor:
admin-nowhere = Esto funciona en los servidores que tienen al bot como miembro; instálalo allí primero.
admin-no-article = «{ $topic }» no es el nombre de un único artículo; elige uno de la lista que se abre al escribir.

## Reasons

why-label = Un nombre debe ser una sola línea de 1 a 255 bytes.
why-language = Un idioma se nombra como en Discord, por ejemplo de o pt-BR.
why-command = Un comando necesita un nombre de 1 a 32 letras o cifras, sin espacios ni mayúsculas; también se permiten - _ y '.
why-taken = /{ $name } es un comando propio del bot; elige otro nombre.
why-alias = Un nombre necesita al menos una letra o una cifra.
why-channel = Un canal se nombra por su número.
why-too-many =
    .pins = Un servidor tiene como máximo { $most } comandos fijados; quita uno primero.
    .channels = Como máximo { $most } canales tienen ajustes propios; deshaz primero los de uno.
    .aliases = Un servidor tiene como máximo { $most } nombres propios; quita uno primero.
    .wikis = Se pueden elegir como máximo { $most } wikis; elige menos.
    .rules = Se pueden ocultar como máximo { $most } obras; quita una primero.
why-absent =
    .pin = Aquí no hay ningún comando fijado /{ $name }.
    .alias = Este servidor no tiene ningún nombre propio «{ $name }».
    .rule = «{ $name }» no está entre lo que se oculta aquí.
why-twice =
    .pin = El comando /{ $name } está dos veces; quita uno de los dos.
    .alias = El nombre «{ $name }» está dos veces; quita uno de los dos.
    .rule = «{ $name }» se oculta dos veces; quita uno de los dos.
why-file-fault = La línea { $line } del archivo tiene un error: «{ $cause }». Corrígelo, o exporta un archivo para ver cómo se escribe.
why-newer-file = El archivo viene de una versión más nueva de este bot; quien lo administra tiene que actualizarlo primero.
why-too-large = El archivo pasa de { $most } KB. ¿Es el que se exportó?
why-not-fetched = Discord no entrega el archivo; inténtalo de nuevo, por favor.
why-not-text = El archivo no es texto en UTF-8. ¿Es el que se exportó?
why-not-discords = El archivo no está en Discord; adjúntalo al propio comando.
why-no-database = La base de datos de este bot no se puede usar ahora; quien lo administra encontrará el motivo en su registro.
why-late = La base de datos tarda demasiado; inténtalo de nuevo, por favor.

## Report

report-unanswered = Preguntas sin resultado
report-wrong = Respuestas marcadas como erróneas
report-nothing = Nada.
report-asked =
    { $times ->
        [one] «{ $question }», una vez, el { $day }
       *[other] «{ $question }», { $times } veces, la última el { $day }
    }
report-vote =
    { $votes ->
        [one] { $place }: { $reason } (un voto)
       *[other] { $place }: { $reason } ({ $votes } votos)
    }
report-kept = Se guarda { $days } días. No se sabe quién preguntó o votó.
