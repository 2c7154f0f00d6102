# O que o bot diz, em português do Brasil. Trata por você. O en.ftl explica cada mensagem e suas variáveis;
# o docs/translating.md, o resto.
#
# Palavras fixas:
#   wiki wiki (f.) · article artigo · section seção · passage trecho · source fonte · timeline linha do tempo ·
#   continuity continuidade · topic tema · index índice

## Commands

command-lore = lore
    .description = Encontra um trecho da wiki, com a fonte que ela cita
command-timeline = linha-do-tempo
    .description = Mostra em ordem os acontecimentos com data de um tema
command-compare = comparar
    .description = Põe dois temas lado a lado
command-random = aleatório
    .description = Mostra um trecho sorteado
command-about = sobre
    .description = De onde este bot responde e o que ele guarda
command-look-up = Buscar na lore
command-pinned =
    .description = Busca { $title } em { $wiki }

## Options

option-topic = tema
    .lore = O artigo em que buscar
    .timeline = O artigo cujos anos mostrar
    .random = O artigo de onde sortear; vazio: de todos
option-question = pergunta
    .description = O que buscar: palavras, um nome, um ano
option-what = o-quê
    .description = O que buscar; vazio: o começo do artigo
option-when = quando
    .description = Só o que aconteceu então: 2409, 2381-82, the 2380s, before 2300
option-continuity = continuidade
    .description = Só esta continuidade, como prime ou mirror
option-from = de
    .description = O primeiro ano; vazio: desde o começo
option-to = até
    .description = O último ano; vazio: até o fim
option-one = primeiro
    .description = Um artigo para pôr ao lado do outro
option-other = segundo
    .description = Um artigo para pôr ao lado do outro
option-private = privado
    .description = Mostrar a resposta só para mim
option-spoiler = spoiler
    .description = Ocultar a resposta até alguém tocar nela

## Buttons

button-previous = Anterior
button-next = Próximo
button-section = Seção inteira
button-timeline = Linha do tempo
button-more = Mais resultados
button-back = Voltar
button-open = Abrir a wiki
button-share = Compartilhar
button-delete = Excluir
button-as-typed = Como foi digitado
button-another = Outro
button-read = Ler { $number }
button-read-topic = Ler { $topic }
button-previous-results = Resultados anteriores
button-next-results = Próximos resultados
button-previous-page = Página anterior
button-next-page = Próxima página
button-earlier = Antes
button-later = Depois
choose = O que você quer dizer?

## Used in several places

list-separator = { ", " }
heading-page = { $heading }, página { $page } de { $pages }
year-before = antes de { $year }
year-until = até { $year }
year-from = a partir de { $year }
year-after = depois de { $year }
year-about = por volta de { $year }
label-source = Fonte:
label-continuity = Continuidade:
label-medium = Mídia:
sourced = { $source } ({ $known })
cited-here = citada aqui
cited-later = citada mais adiante na seção
cited-nowhere = sem fonte na wiki
licence-none = nenhuma licença indicada
snapshot = cópia de { $day }
snapshot-old = cópia de { $day }, talvez desatualizada

## Card

card-uncertain = Nada certo; isto é o mais próximo que há.
card-mended = Mostrando “{ $read_as }” (você digitou “{ $typed }”).
card-missing = Não está neste trecho: { $words }.
card-missing-word = “{ $word }”
card-differ = As fontes divergem
card-account = “{ $said }” ({ $source })
card-see-also = Veja também

## Lists of passages

results = Resultados
results-for = Resultados para “{ $asked }”

## Whole section

section-whole = a seção inteira
section-page = página { $page } de { $pages }
section-sources = Fonte destes { $count } trechos:

## Timelines

timeline = Linha do tempo: { $topic }
timeline-unread = Não reconheço nenhum ano em “{ $bound }”; isso não limita nada.
timeline-named-before = { $year } (citado antes)
timeline-in-words = { $year } (“{ $said }”)
timeline-without-years = { $wiki } não cita nenhum ano no artigo { $topic }.
timeline-nothing-between = { $wiki } não conta nada sobre { $topic } entre esses anos. Anos mais próximos: { $years }.

## Comparison

comparison = { $one } e { $other }
comparison-one-article = Os dois nomes levam ao mesmo artigo.
comparison-without-text = Este artigo não tem texto corrido.
comparison-facts = Dados de ambos
comparison-years = No tempo
comparison-said = { $topic }: “{ $said }”

## Nothing found

refusal-nothing = Não há nada sobre “{ $asked }” em { $wiki }.
refusal-nothing-in-article = Não há nada sobre “{ $asked }” no artigo { $article } ({ $wiki }).
refusal-all-wikis = qualquer wiki deste bot
refusal-continuity = { $wiki } (continuidade: { $continuity })
refusal-this-topic = este tema
refusal-several = “{ $asked }” pode se referir a vários artigos:
refusal-did-you-mean = Você quis dizer:
refusal-could-ask = Você poderia perguntar:
refusal-not-indexed = A wiki tem uma página “{ $page }”, mas ela não está neste índice.
refusal-nearest-years = Os anos mais próximos de que fala: { $years }.

## Names in somebody's message

mentions = Nomes nessa mensagem:
mentions-none = Não conheço nenhum dos nomes dessa mensagem.

## Replies to messages

message-asks-nothing = O que devo procurar? Escreva-me um nome, um ano ou uma pergunta, ou use `/lore`.
message-private-here = Neste canal as respostas são privadas; pergunte com `/lore`, por favor.

## Hints

hint-ask-something = O que devo buscar? Preencha qualquer uma das opções: um tema (uma pessoa ou um lugar, por exemplo), uma pergunta, um ano em `quando` ou uma continuidade.
hint-no-year = Não reconheço nenhum ano em “{ $typed }”. Tente em inglês: `2409`, `2381-82`, `the 2380s` ou `before 2300`.
hint-no-continuity = Não há nenhuma continuidade “{ $typed }”. Há: { $known }.
hint-no-continuities = Não há nenhuma continuidade “{ $typed }”: as wikis daqui não distinguem nenhuma.
hint-other-version = Isto é de outra versão do bot; pergunte de novo, por favor.
hint-changed = O índice mudou desde então; pergunte de novo, por favor.
hint-broken = Não dá para ler o índice deste bot; quem cuida dele encontra o motivo no registro.
hint-nothing-to-draw = Aqui não há nenhum trecho para sortear; tente outro tema, ou nenhum.
hint-may-not-delete = Só quem perguntou, ou alguém que possa gerenciar mensagens aqui, pode excluir esta resposta.
hint-failed = Algo deu errado na busca. Tente de novo, por favor.
hint-unreadable = Não foi possível ler isto; talvez o Discord tenha mudado. Tente de novo, por favor.
hint-late = Isto demorou demais; pressione de novo, por favor.
hint-wait = Foi muita coisa de uma vez; espere alguns segundos, por favor.
hint-no-wikis-left = Nenhuma das wikis que este servidor escolheu está mais aqui. Um admin pode escolher outras com `/lore-admin`.

## About

about-answers = As respostas vêm palavra por palavra das wikis abaixo, com a fonte que a própria wiki cita.
about-privacy-label = Privacidade:
about-articles =
    { $count ->
        [one] { $count } artigo
       *[other] { $count } artigos
    }
about-passages =
    { $count ->
        [one] { $count } trecho
       *[other] { $count } trechos
    }
about-snapshot = cópia de { $day }
