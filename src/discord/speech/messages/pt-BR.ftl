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
command-privacy = privacidade
    .description = O que este bot guarda e por quanto tempo
command-lore-admin = lore-admin
    .description = As configurações deste bot para o seu servidor
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

## /lore-admin

admin-settings = configurações
    .description = Mostra e muda as configurações do servidor ou de um canal
admin-pin = fixar
    .description = Dá a um tema um comando próprio, como /khitomer
admin-unpin = desafixar
    .description = Remove um comando fixado
admin-alias = apelido
    .description = Adiciona um nome pelo qual este servidor conhece um artigo
admin-unalias = remover-apelido
    .description = Remove um nome desses
admin-blur = ocultar
    .description = Oculta os trechos que citam uma obra ou uma série
admin-unblur = mostrar
    .description = Deixa de ocultar uma obra ou uma série
admin-old = desatualizado
    .description = Depois de quantos dias o texto de uma wiki é dito desatualizado
admin-undo = desfazer
    .description = Desfaz a última mudança; de novo: a anterior
admin-export = exportar
    .description = Dá todas as configurações deste servidor em um arquivo
admin-import = importar
    .description = Troca todas as configurações pelas de um arquivo desses
admin-report = relatório
    .description = Mostra as perguntas sem resultado e as respostas apontadas como erradas
admin-option-channel = canal
    .description = Só para este canal; vazio: o servidor inteiro
admin-option-topic = tema
    .description = O artigo
admin-option-name = nome
    .pin = Como se chama o comando; vazio: como o artigo
    .unpin = O comando a remover
    .alias = O nome a entender, como QPM
    .unalias = O nome a remover
admin-option-work = obra
    .description = Um episódio, um romance, um jogo, uma série: como a wiki escreve
admin-option-days = dias
    .description = Quantos dias
admin-option-file = arquivo
    .description = Um arquivo de /lore-admin exportar

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
button-wrong = Resposta errada
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
about-privacy = nada do que você pergunta e lê é guardado, exceto como diz `/privacidade`.
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

## Privacy

privacy = O que este bot guarda
privacy-messages = Mensagens: nada; só na memória, por uma hora, qual resposta do bot pertence a qual mensagem.
privacy-questions = Perguntas e respostas: nada, nem quem perguntou ou leu. Os botões levam consigo o que precisam.
privacy-unanswered = Comandos sem resultado: suas palavras são contadas para os admins do servidor, sem quem perguntou, por { $days } dias.
privacy-votes = Respostas apontadas como erradas: quem apontou é guardado como um hash com sal, para ninguém contar duas vezes, por { $days } dias.
privacy-server = Servidores: suas configurações, e as de antes das últimas mudanças por { $days } dias.
privacy-gone = Quando um servidor remove o bot, tudo o que se guarda dele é excluído.

## Wrong answer

wrong-why = O que está errado nesta resposta?
wrong-thanks = Obrigado. Os admins deste servidor veem isso no relatório deles.
wrong-topic = Fala de outra coisa
wrong-time = Fala de outra época
wrong-continuity = Fala de outra continuidade
wrong-source = A fonte não é a deste trecho
wrong-cut = A parte que responde está cortada
wrong-text = O texto está corrompido ou desatualizado

## Panel

admin-heading = Configurações deste servidor
admin-heading-channel = Configurações de { $channel }
admin-line = { $name }: { $value }
admin-option = { $name }: { $value }
admin-now = em vigor
admin-more = { $shown } e mais { $count }
admin-as-server = como no servidor
admin-none = nenhuma
admin-on = sim
admin-off = não
admin-wikis = Wikis
    .all = todas
admin-continuity = Continuidade preferida
    .any = nenhuma
admin-audience = Quem vê as respostas
    .everyone = todo mundo
    .asker = só quem perguntou
admin-blurred = Obras ocultas
admin-age = Desatualizado depois de
    .days =
        { $days ->
            [one] { $days } dia
           *[other] { $days } dias
        }
admin-inline = Responder a [[links]]
admin-language = Respostas públicas em
    .discord = idioma do servidor
admin-plain = Texto simples
admin-switches = Respostas e links
admin-pins = Comandos fixados
admin-aliases = Nomes próprios do servidor
admin-channels = Canais com configurações próprias
admin-rest = Mais com `/lore-admin`: { $names }.
language-name = Português (Brasil)
admin-undo-last = Desfazer a última mudança
admin-done = Pronto.
admin-pinned = Pronto. O comando aparece em alguns segundos.
admin-undone = A última mudança foi desfeita.
admin-imported = Pronto. A partir de agora valem as configurações do arquivo.
admin-nothing-to-undo = Não resta nenhuma mudança a desfazer.
admin-exported = Todas as configurações deste servidor:
admin-nowhere = Isto funciona em servidores que têm o bot como membro; instale-o lá primeiro.
admin-no-article = “{ $topic }” não é o nome de um único artigo; escolha um da lista que se abre enquanto você digita.

## Reasons

why-label = Um nome deve ser uma única linha de 1 a 255 bytes.
why-language = Um idioma é chamado como no Discord, por exemplo de ou pt-BR.
why-command = Um comando precisa de um nome de 1 a 32 letras ou algarismos, sem espaços nem maiúsculas; - _ e ' também são permitidos.
why-taken = /{ $name } é um comando do próprio bot; escolha outro nome.
why-alias = Um nome precisa de pelo menos uma letra ou um algarismo.
why-channel = Um canal é indicado pelo seu número.
why-too-many =
    .pins = Um servidor tem no máximo { $most } comandos fixados; remova um primeiro.
    .channels = No máximo { $most } canais têm configurações próprias; desfaça primeiro as de um deles.
    .aliases = Um servidor tem no máximo { $most } nomes próprios; remova um primeiro.
    .wikis = Dá para escolher no máximo { $most } wikis; escolha menos.
    .rules = Dá para ocultar no máximo { $most } obras; remova uma primeiro.
why-absent =
    .pin = Aqui não há nenhum comando fixado /{ $name }.
    .alias = Este servidor não tem nenhum nome próprio “{ $name }”.
    .rule = “{ $name }” não está entre o que é ocultado aqui.
why-twice =
    .pin = O comando /{ $name } está duas vezes; remova um dos dois.
    .alias = O nome “{ $name }” está duas vezes; remova um dos dois.
    .rule = “{ $name }” é ocultado duas vezes; remova um dos dois.
why-file-fault = A linha { $line } do arquivo tem um erro: “{ $cause }”. Corrija-o, ou exporte um arquivo para ver como se escreve.
why-newer-file = O arquivo vem de uma versão mais nova deste bot; quem cuida dele precisa atualizá-lo primeiro.
why-too-large = O arquivo passa de { $most } KB. É o que foi exportado?
why-not-fetched = O Discord não entrega o arquivo; tente de novo, por favor.
why-not-text = O arquivo não é texto em UTF-8. É o que foi exportado?
why-not-discords = O arquivo não está no Discord; anexe-o ao próprio comando.
why-no-database = Não dá para usar o banco de dados deste bot agora; quem cuida dele encontra o motivo no registro.
why-late = O banco de dados está demorando demais; tente de novo, por favor.

## Report

report-unanswered = Perguntas sem resultado
report-wrong = Respostas apontadas como erradas
report-nothing = Nada.
report-asked =
    { $times ->
        [one] “{ $question }”, uma vez, em { $day }
       *[other] “{ $question }”, { $times } vezes, a última em { $day }
    }
report-vote =
    { $votes ->
        [one] { $place }: { $reason } (um voto)
       *[other] { $place }: { $reason } ({ $votes } votos)
    }
report-kept = Guardado por { $days } dias. Não se sabe quem perguntou ou votou.
