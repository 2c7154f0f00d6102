# ボットの言葉（日本語、です・ます調）。各メッセージと変数の説明は en.ftl に、そのほかは docs/translating.md にあります。
#
# 用語:
#   wiki Wiki · article 記事 · section 節 · passage 記述 · source 出典 · timeline 年表 ·
#   continuity 時間軸 · topic トピック · index 索引

## Commands

command-lore = 調べる
    .description = Wikiの記述を、その出典とともに探します
command-timeline = 年表
    .description = トピックの出来事を年代順に表示します
command-compare = 比較
    .description = 二つのトピックを並べて表示します
command-random = ランダム
    .description = 無作為に選んだ記述を表示します
command-about = ボット情報
    .description = 答えの出どころと、ボットが保存するもの
command-privacy = プライバシー
    .description = ボットが保存するものと、その期間
command-lore-admin = lore-admin
    .description = このサーバーでのボットの設定
command-look-up = 設定を調べる
command-pinned =
    .description = { $title }を{ $wiki }で調べます

## Options

option-topic = トピック
    .lore = 調べる記事
    .timeline = 年表を表示する記事
    .random = 選ぶ元の記事。空欄ならすべての記事
option-question = 質問
    .description = 調べること（言葉、名前、年）
option-what = 内容
    .description = 調べること。空欄なら記事の冒頭
option-when = 時期
    .description = その時期の出来事だけ（例：2409、2381-82、the 2380s、before 2300）
option-continuity = 時間軸
    .description = この時間軸だけ（例：prime、mirror）
option-from = 始まり
    .description = 最初の年。空欄なら最初から
option-to = 終わり
    .description = 最後の年。空欄なら最後まで
option-one = 一つ目
    .description = 並べる記事の一方
option-other = 二つ目
    .description = 並べる記事のもう一方
option-private = 自分だけ
    .description = 答えを自分だけに表示します
option-spoiler = ネタバレ
    .description = 誰かがタップするまで答えを隠します

## /lore-admin

admin-settings = 設定
    .description = サーバーまたは一つのチャンネルの設定を表示して変更します
admin-pin = ピン留め
    .description = トピックに専用のコマンドを付けます（例：/khitomer）
admin-unpin = ピン留め解除
    .description = ピン留めしたコマンドを削除します
admin-alias = 別名
    .description = このサーバーでの記事の呼び名を追加します
admin-unalias = 別名削除
    .description = その呼び名を削除します
admin-blur = 隠す
    .description = ある作品やシリーズを出典とする記述を隠します
admin-unblur = 隠さない
    .description = その作品やシリーズを隠すのをやめます
admin-old = 古さ
    .description = 何日たったらWikiの文章を古いと示すかを決めます
admin-undo = 元に戻す
    .description = 最後の変更を取り消します。もう一度使うと、その前の変更も取り消します
admin-export = 書き出し
    .description = このサーバーのすべての設定をファイルで渡します
admin-import = 読み込み
    .description = すべての設定を、そのファイルのものに置き換えます
admin-report = 報告
    .description = 何も見つからなかった質問と、間違いとされた答えを表示します
admin-option-channel = チャンネル
    .description = このチャンネルだけ。空欄ならサーバー全体
admin-option-topic = トピック
    .description = 記事
admin-option-name = 名前
    .pin = コマンドの名前。空欄なら記事の名前
    .unpin = 削除するコマンド
    .alias = 通じるようにする名前（例：QPM）
    .unalias = 削除する名前
admin-option-work = 作品
    .description = エピソード、小説、ゲーム、シリーズなど（Wikiでの表記どおり）
admin-option-days = 日数
    .description = 日数
admin-option-file = ファイル
    .description = /lore-admin 書き出し で得たファイル

## Buttons

button-previous = 前の記述
button-next = 次の記述
button-section = 節全体
button-timeline = 年表
button-more = 他の結果
button-back = 戻る
button-open = Wikiで開く
button-share = 共有
button-delete = 削除
button-as-typed = 入力どおりに検索
button-another = もう一つ
button-read = { $number } を読む
button-read-topic = { $topic } を読む
button-previous-results = 前の結果
button-next-results = 次の結果
button-previous-page = 前のページ
button-next-page = 次のページ
button-earlier = 前の時代
button-later = 後の時代
button-wrong = 答えが違う
choose = どれのことですか？

## Used in several places

list-separator = 、
heading-page = { $heading }（{ $pages }ページ中{ $page }ページ目）
year-before = { $year } より前
year-until = { $year } まで
year-from = { $year } 以降
year-after = { $year } より後
year-about = { $year } 頃
label-source = 出典：
label-continuity = 時間軸：
label-medium = 媒体：
sourced = { $source }（{ $known }）
cited-here = ここに出典あり
cited-later = この節の後の方に出典あり
cited-nowhere = Wikiに出典なし
licence-none = ライセンスの記載なし
snapshot = { $day } 時点
snapshot-old = { $day } 時点（古い可能性あり）

## Card

card-uncertain = 確かな答えはありません。最も近い記述を表示します。
card-mended = 「{ $read_as }」を表示しています（入力：「{ $typed }」）。
card-missing = この記述にない言葉：{ $words }
card-missing-word = 「{ $word }」
card-differ = 出典ごとに内容が異なります
card-account = 「{ $said }」（{ $source }）
card-see-also = 関連項目

## Lists of passages

results = 検索結果
results-for = 「{ $asked }」の検索結果

## Whole section

section-whole = 節全体
section-page = { $pages }ページ中{ $page }ページ目
section-sources = 以上 { $count } 件の記述の出典：

## Timelines

timeline = { $topic }の年表
timeline-unread = 「{ $bound }」は年として読み取れないため、範囲の指定には使いません。
timeline-named-before = { $year }（年は前の文による）
timeline-in-words = { $year }（「{ $said }」）
timeline-without-years = { $wiki }の記事「{ $topic }」には年の記載がありません。
timeline-nothing-between = { $wiki }には、この期間の{ $topic }についての記述がありません。近い年：{ $years }

## Comparison

comparison = { $one }と{ $other }
comparison-one-article = どちらの名前も同じ記事を指しています。
comparison-without-text = この記事には本文がありません。
comparison-facts = 両方にある項目
comparison-years = 年ごとの出来事
comparison-said = { $topic }：「{ $said }」

## Nothing found

refusal-nothing = { $wiki }には「{ $asked }」についての記述がありません。
refusal-nothing-in-article = { $wiki }の記事「{ $article }」には「{ $asked }」についての記述がありません。
refusal-all-wikis = このボットのWiki
refusal-continuity = { $wiki }（時間軸：{ $continuity }）
refusal-this-topic = このトピック
refusal-several = 「{ $asked }」に当てはまる記事がいくつかあります：
refusal-did-you-mean = もしかして：
refusal-could-ask = こう質問してみてください：
refusal-not-indexed = Wikiには「{ $page }」というページがありますが、この索引には入っていません。
refusal-nearest-years = 記述のある近い年：{ $years }

## Names in somebody's message

mentions = このメッセージにある名前：
mentions-none = このメッセージには、知っている名前がありません。

## Replies to messages

message-asks-nothing = 何を調べましょうか。名前、年、または質問を書くか、`/調べる` を使ってください。
message-private-here = このチャンネルでは答えは本人だけに表示されます。`/調べる` で質問してください。

## Hints

hint-ask-something = 何を調べましょうか。トピック（人物や場所など）、質問、`時期`の年、時間軸のうち、どれか一つを入力してください。
hint-no-year = 「{ $typed }」は年として読み取れません。`2409`、`2381-82`、`the 2380s`、`before 2300` のように英語で入力してください。
hint-no-continuity = 「{ $typed }」という時間軸はありません。あるのは次のとおりです：{ $known }
hint-no-continuities = 「{ $typed }」という時間軸はありません。ここのWikiは時間軸を区別していません。
hint-other-version = これは別のバージョンのボットのものです。もう一度質問してください。
hint-changed = その後、索引が変わりました。もう一度質問してください。
hint-broken = このボットの索引を読み込めません。原因は運営者のログに記録されています。
hint-nothing-to-draw = ここには選べる記述がありません。別のトピックを入れるか、空欄にしてください。
hint-may-not-delete = この答えを削除できるのは、質問した人か、ここでメッセージを管理できる人だけです。
hint-failed = 調べている途中で問題が起きました。もう一度お試しください。
hint-unreadable = 読み取れませんでした。Discordの仕様が変わったのかもしれません。もう一度お試しください。
hint-late = 時間がかかりすぎました。もう一度押してください。
hint-wait = 一度に多くの操作がありました。数秒お待ちください。
hint-no-wikis-left = このサーバーが選んだWikiは、もう一つもありません。管理者は `/lore-admin` で別のWikiを選べます。

## About

about-answers = 答えは下のWikiの文章そのままで、Wiki自身が挙げる出典を添えています。
about-privacy-label = プライバシー：
about-privacy = 質問や閲覧の内容は、`/プライバシー` に示すものを除き、何も保存しません。
about-articles = 記事 { $count } 件
about-passages = 記述 { $count } 件
about-snapshot = { $day } 時点

## Privacy

privacy = このボットが保存するもの
privacy-messages = メッセージ：何も保存しません。どの答えがどのメッセージのものかだけを、1時間メモリーに置きます。
privacy-questions = 質問と答え：質問した人や読んだ人も含めて、何も保存しません。必要なことはボタン自体が持っています。
privacy-unanswered = 何も見つからなかったコマンド：その言葉の回数だけを、サーバーの管理者のために { $days } 日間保存します。誰が質問したかは保存しません。
privacy-votes = 間違いとされた答え：同じ人を二度数えないように、指摘した人をソルト付きハッシュとして { $days } 日間保存します。
privacy-server = サーバー：その設定と、最近の変更前の設定（{ $days } 日間）を保存します。
privacy-gone = サーバーがボットを外すと、そのサーバーについて保存したものはすべて削除されます。

## Wrong answer

wrong-why = この答えのどこが違いますか？
wrong-thanks = ありがとうございます。このサーバーの管理者が報告で確認できます。
wrong-topic = 別の事柄についての記述
wrong-time = 別の時期についての記述
wrong-continuity = 別の時間軸についての記述
wrong-source = この記述の出典ではない
wrong-cut = 肝心な部分が切れている
wrong-text = 文章が崩れている、または古い

## Panel

admin-heading = このサーバーの設定
admin-heading-channel = { $channel } の設定
admin-line = { $name }：{ $value }
admin-option = { $name }：{ $value }
admin-now = 現在の設定
admin-more = { $shown } ほか { $count } 件
admin-as-server = サーバーと同じ
admin-none = なし
admin-on = オン
admin-off = オフ
admin-wikis = Wiki
    .all = すべて
admin-continuity = 優先する時間軸
    .any = なし
admin-audience = 答えを見られる人
    .everyone = 全員
    .asker = 質問した人だけ
admin-blurred = 隠す作品
admin-age = 古いと示すまで
    .days = { $days } 日
admin-inline = [[リンク]]に答える
admin-language = 公開の答え
    .discord = サーバーの言語
admin-plain = 文字だけの表示
admin-switches = 答えとリンク
admin-pins = ピン留めしたコマンド
admin-aliases = このサーバーでの別名
admin-channels = 独自の設定を持つチャンネル
admin-rest = `/lore-admin` のほかの設定：{ $names }
language-name = 日本語
admin-undo-last = 最後の変更を取り消す
admin-done = 変更しました。
admin-pinned = 変更しました。コマンドは数秒で現れます。
admin-undone = 最後の変更を取り消しました。
admin-imported = 読み込みました。これからはファイルの設定が有効です。
admin-nothing-to-undo = 取り消せる変更はもうありません。
admin-exported = このサーバーのすべての設定：
admin-nowhere = これは、ボットがメンバーであるサーバーで使えます。まずサーバーに追加してください。
admin-no-article = 「{ $topic }」に当てはまる記事を一つに決められません。入力中に開く一覧から選んでください。

## Reasons

why-label = 名前は1～255バイトの一行にしてください。
why-language = 言語はDiscordでの表記（de や pt-BR など）で指定してください。
why-command = コマンドの名前は1～32文字の文字か数字にしてください。空白と大文字は使えません。- _ ' は使えます。
why-taken = /{ $name } はボット自身のコマンドです。別の名前を選んでください。
why-alias = 名前には文字か数字が一つ以上必要です。
why-channel = チャンネルは番号で指定してください。
why-too-many =
    .pins = ピン留めできるコマンドは { $most } 件までです。先に一つ削除してください。
    .channels = 独自の設定を持てるチャンネルは { $most } 件までです。先に一つ取り消してください。
    .aliases = このサーバーでの別名は { $most } 件までです。先に一つ削除してください。
    .wikis = 選べるWikiは { $most } 件までです。数を減らしてください。
    .rules = 隠せる作品は { $most } 件までです。先に一つ外してください。
why-absent =
    .pin = ここには /{ $name } というピン留めしたコマンドがありません。
    .alias = このサーバーには「{ $name }」という別名がありません。
    .rule = 「{ $name }」は、ここで隠すものに入っていません。
why-twice =
    .pin = コマンド /{ $name } が二つあります。どちらか一つを削除してください。
    .alias = 別名「{ $name }」が二つあります。どちらか一つを削除してください。
    .rule = 隠す作品に「{ $name }」が二つあります。どちらか一つを削除してください。
why-file-fault = ファイルの { $line } 行目に誤りがあります：「{ $cause }」。直すか、ファイルを書き出して書き方をご確認ください。
why-newer-file = このファイルは新しいバージョンのボットのものです。先に運営者がボットを更新する必要があります。
why-too-large = ファイルが { $most } KBを超えています。書き出したファイルですか？
why-not-fetched = Discordからファイルを取得できません。もう一度お試しください。
why-not-text = ファイルがUTF-8の文章ではありません。書き出したファイルですか？
why-not-discords = ファイルがDiscordにありません。コマンド自体に添付してください。
why-no-database = このボットのデータベースは今使えません。原因は運営者のログに記録されています。
why-late = データベースの応答に時間がかかりすぎています。もう一度お試しください。

## Report

report-unanswered = 何も見つからなかった質問
report-wrong = 間違いとされた答え
report-nothing = ありません。
report-asked = 「{ $question }」{ $times } 回、最後は { $day }
report-vote = { $place }：{ $reason }（{ $votes } 票）
report-kept = { $days } 日間保存します。質問した人や投票した人は分かりません。
