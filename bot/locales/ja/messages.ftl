# 文体：です・ます調。依頼は「〜してください」、質問は「〜しますか」。ボタンは名詞か動詞の終止形で終えます。
# 本のタイトルは『』、それ以外の引用は「」で囲みます。数字は半角、句読点と括弧は全角です。

## 受け付けた内容

accepted = 『{ $title }』（{ $action ->
    [start] 新しい表紙
    [brief] 変更した内容の画像
    [regenerate] 別の画像
    [option] 4つの案
    [title] 文字の変更
    [style] 文字スタイルの変更
    [picture] 手持ちの画像
    [print] 印刷用ファイル
    [format] ほかの判型
    [compare] 投票
    [remove-text] 文字の消去
    [enlarge] 印刷用の画像
   *[series] シリーズの次の巻
  }）：{ $place ->
    [0] 作業中です。
    [1] 次の順番です。
   *[other] { $place }番目の順番です。
  }
progress = 『{ $title }』：{ $count ->
    [1] { "" }
   *[other] { $count }点中{ $number }点目、
  }{ $stage ->
    [generate] 画像を生成中
    [remove] 画像内の文字を確認中
    [edit] 文字を配置中
    [upscale] 印刷の準備中
   *[other] 作業中
  }（{ $percent }%）
progress-late = 『{ $title }』の作業に時間がかかっており、このメッセージを更新できなくなりました。{ $private ->
    [yes] 結果は /history で確認できます。
   *[no] 結果は下に新しいメッセージで投稿します。
  }
progress-live-preview = 『{ $title }』を作成中です。まだ光と色だけが見えています。

## できあがったもの

made = 『{ $title }』バージョン{ $number }が完成しました（{ $seconds }秒）：{ $action ->
    [start] 新しい表紙
    [brief] 変更した内容の画像
    [regenerate] 別の画像
    [title] 文字の変更
    [style] 文字スタイルの変更
    [picture] 手持ちの画像
   *[series] シリーズの次の巻
  }
understood = 内容から描いたもの：{ $things }。
understood-added = 内容にはなく、補って描いたもの：{ $things }。
read = 『{ $title }』の内容から読み取ったもの：
read-item = { $role }：{ $thing }（本文の「{ $word }」）
read-nothing = 絵に描けるものが見つかりませんでした。
read-denied = 描かないもの：{ $things }。
role-subject = 主役
role-companion = 一緒に描くもの
role-prop = 小物
role-place = 場所
role-time = 時間帯
role-season = 季節
role-weather = 天気
role-era = 時代
role-mood = 雰囲気
role-colour = 色
role-medium = 画風
wishes = イラストレーターは、書かれた色とものを画像に描きます。雰囲気は、色とものを通してのみ表現できます。
series-kept-type = 前の巻から引き継いだもの：フォント、文字の色、文字の位置、著者名。画像の題材は新しいあらすじに従います。内容で雰囲気や色合いを変えると、シリーズのスタイルから離れます。
series-kept = 前の巻から引き継いだもの：フォント、文字の色、文字の位置、著者名、画像の色と光と構図。画像の題材は新しいあらすじに従います。内容で雰囲気や色合いを変えると、シリーズのスタイルから離れます。
style-unchanged = { $layer }：変更はありません。余白が足りないか、すでにそのスタイルになっています。
options = 『{ $title }』：{ $count }つの案が完成しました（{ $seconds }秒）。{ $count ->
    [1] { "" }
   *[other] 番号で選んでください。選ぶまでは案{ $count }を使います。
  }
printed = 『{ $title }』バージョン{ $number }：ファイルが完成しました（{ $seconds }秒）。
printed-item = { $name ->
    [print] 印刷
    [ebook] 電子書籍
    [paperback] 紙の本
    [square] 正方形
    [banner] バナー
   *[other] { $name }
  }：{ NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } px、{ $dpi } dpi。
failed = 『{ $title }』を作成できませんでした。{ $reason ->
    [timeout] 時間がかかりすぎました。もう一度お試しください。
    [memory] メモリが足りません。小さいサイズでお試しください。
    [crash] 描画プロセスが異常終了したか、起動しませんでした。しばらくしてからもう一度試すか、内容を変更してください。
    [request] { $sentence }
    [missing] { $sentence }
    [storage] ディスクがいっぱいか、書き込めません。ボットの管理者が原因を確認できます。しばらくしてからもう一度お試しください。
    [engine] { $sentence }
    [error] { $sentence }
   *[unexpected] 予期しない問題が発生しました。ボットの管理者が原因を確認できます。
  }
cancelled = 『{ $title }』の作業をキャンセルしました。
gone = この本は削除されました。
clock-off = ボットを動かしているコンピューターの時計が、チャットの時刻より{ $minutes }分{ $way ->
    [ahead] 進んでいます
   *[behind] 遅れています
  }。時計を合わせてください。それまでは、チャットの時刻を使います。
space-low = ディスクの空き容量は{ NUMBER($free, useGrouping: 0) } MBですが、{ NUMBER($floor, useGrouping: 0) } MB必要です。空きができるまで新しい画像は作成しません。文字の変更と履歴は引き続き使えます。

## 本とバージョン

no-books = まだ本がありません。/cover で始めてください。
books = 本が{ $count }冊あります。
books-page = { $pages }ページ中{ $page }ページ目です。
books-found = { $all }冊のうち、タイトルに「{ $text }」を含む本は{ $count }冊です。
books-none = { $all }冊のうち、タイトルに「{ $text }」を含む本はありません。
books-item = { NUMBER($number, useGrouping: 0) }：『{ $title }』
shown = 『{ $title }』{ $option ->
    [0] バージョン{ $number }
   *[other] 案{ $option }（バージョン{ $number }）
  }
history = 『{ $title }』のバージョンは{ $count }つです。
history-item = { $number }：{ $action ->
    [start] 最初の表紙
    [brief] 内容の変更
    [regenerate] 別の画像
    [option] { $option ->
        [0] 案の1つ
       *[other] 案{ $option }
      }
    [title] 文字の変更
    [style] 文字スタイルの変更
    [picture] 手持ちの画像
    [remove-text] 文字の消去
    [enlarge] 印刷用の画像
   *[series] シリーズの次の巻
  }{ $current ->
    [yes] （現在のバージョン）
   *[no] { "" }
  }
history-evicted = ディスクの空きを増やすため、バージョン{ $number }の印刷用ファイルを削除しました。「印刷用ファイル」ボタンで作り直せます。
back = 『{ $title }』：{ $option ->
    [0] バージョン{ $number }
   *[other] 案{ $option }（バージョン{ $number }）
  }を現在のバージョンにしました。
queue = { $mine ->
    [0] 進行中の作業はありません
   *[other] 進行中の作業は{ $mine }件です
  }（全体で{ $all }件）。
queue-item = 『{ $title }』、{ $action ->
    [start] 新しい表紙
    [brief] 内容の変更
    [regenerate] 別の画像
    [option] 4つの案
    [title] 文字の変更
    [style] 文字スタイルの変更
    [picture] 手持ちの画像
    [print] 印刷用ファイル
    [format] ほかの判型
    [compare] 投票
    [remove-text] 文字の消去
    [enlarge] 印刷用の画像
   *[series] シリーズの次の巻
  }：{ $place ->
    [0] 作業中
    [1] 次の順番
   *[other] { $place }番目
  }
cancelling = { $count ->
    [0] この本にはキャンセルできる作業がありません。
   *[other] { $count }件の作業をキャンセルしました。
  }
delete-sure = 『{ $title }』を{ $count ->
    [0] 中身ごと
   *[other] { $count }つのバージョンごと
  }削除しますか？元に戻すことはできません。
deleted = 『{ $title }』を{ $count }つのバージョンごと削除しました。

## 自分のデータ

forget-sure = あなたに関するデータをすべて削除します：本{ $books }冊、バージョン{ $versions }件、ファイル{ $files }件、作業{ $jobs }件、利用記録、削除可能なメッセージ。元に戻すことはできません。
forget-backups = ボットの管理者が以前に作ったバックアップには、データが残ります。ブロックされている場合、ブロックは解除されません。
forgotten = 削除しました：本{ $books }冊、バージョン{ $versions }件、ファイル{ $files }件。
exported = あなたのデータ：本{ $books }冊、ファイル{ $files }件。

## サーバー

settings = 言語：{ $language }。既定の縦横比：{ $ratio }。生成モデル：{ $models ->
    [on] オン
   *[off] オフ
  }。
settings-models-house = ボットの管理者が、すべてのサーバーで生成モデルをオフにしています。
blocked = このサーバーで「{ $value }」をブロックしました。
blocked-already = 「{ $value }」は、このサーバーですでにブロックされています。
unblocked = 「{ $value }」のブロックを解除しました。
unblocked-not = 「{ $value }」は、このサーバーではブロックされていません。すべてのサーバーでのブロックは、ボットの管理者だけが解除できます。
blocks = このサーバーでブロック中：ユーザー{ $users }人、言葉{ $words }件。
blocks-user = ユーザー{ $value }：{ $reason }
blocks-word = 言葉「{ $value }」：{ $reason }
reported = ご報告ありがとうございます。このサーバーのモデレーターが確認できます。
reported-already = このバージョンはすでに報告済みです。
reports = { $count ->
    [0] 未対応の報告はありません。
   *[other] 未対応の報告が{ $count }件あります。
  }
reports-item = { NUMBER($number, useGrouping: 0) }：『{ $title }』：{ $reason }
resolved = 報告{ NUMBER($number, useGrouping: 0) }を対応済みにしました。

## お断りするとき

refused-stranger = これはほかの人の本です。持ち主とサーバーのモデレーターだけが操作できます。
refused-not-moderator = この操作ができるのは、サーバーのモデレーターだけです。
refused-blocked = このサーバーではブロックされています。自分の本の閲覧、書き出し、削除はできます。
refused-no-book = この本、バージョン、または作業はもうありません。
refused-no-version = この本にはまだ画像がありません。最初の画像ができるまでお待ちください。
refused-version = この本にバージョン{ $number }はありません。
refused-no-title = 表紙には1〜{ $most }文字のタイトルが必要です。
refused-long-title = タイトルが{ $length }文字あります。{ $most }文字以内にしてください。
refused-long-text = { $field }：長すぎます。{ NUMBER($most, useGrouping: 0) }文字以内にしてください。
refused-ratio = 「{ $text }」という縦横比やサイズはわかりません。2:3、A5、6x9in、152x225mm、四六判のように指定してください。
refused-word = 内容に、このサーバーで禁止されている言葉が含まれています。
refused-models = { $engine }は生成モデルです。ここでは生成モデルがオフになっています。
refused-emoji = { $field }：{ $emoji }は絵なので、フォントでは印刷できません。取り除くか、文字で書いてください。
refused-limit-user = すでに{ $count }件の作業が進行中です。どれかが終わるまで待つか、1つキャンセルしてください。
refused-limit-day = 今日はすでに{ $count }件の表紙を依頼しており、1日の上限に達しました。上限は午前0時（UTC）にリセットされます。
refused-limit-server = このサーバーの作業数が上限に達しました。数分後にもう一度お試しください。
refused-limit-total = 順番待ちがいっぱいです。数分後にもう一度お試しください。
refused-space = ボットのディスクがほぼいっぱいのため、新しい画像を受け付けられません。文字やスタイルの変更と履歴は引き続き使えます。しばらくしてからもう一度お試しください。
refused-disk-full = ボットのディスクがいっぱいのため、保存できませんでした。しばらくしてからもう一度試すか、ボットの管理者に知らせてください。
picture-not-kept = 入力した文字は保存しましたが、画像は保存していません。もう一度画像を送るか、表紙の下の「手持ちの画像」を押してください。
refused-space-copy = ボットのディスクに、写しを作る空きがありません。しばらくしてからもう一度試すか、ボットの管理者に知らせてください。
refused-storage = 保存できませんでした。ボットの管理者が原因を確認できます。しばらくしてからもう一度お試しください。
refused-sentence = 受け付けられません。{ $sentence }
refused-no-picture = ファイル「{ $name }」を読み込めません。画像ファイルのパスを指定してください。
refused-big-picture = 画像が大きすぎます。{ $most } MB以内にしてください。
refused-no-layer = この表紙には{ $layer ->
    [title] タイトル
    [subtitle] サブタイトル
    [author] 著者名
   *[series] シリーズ名
  }がありません。
refused-no-style = 変更するものを選んでください：フォント、サイズ、位置、色、大文字・小文字。
refused-place = { $layer }はタイトルと一緒に配置されます。タイトルの位置を変更してください。
refused-choice = { $known }から選んでください。
refused-color = 「{ $text }」は色として読み取れません。#e8c35a のように書いてください。
refused-setting = 「{ $name }」という設定はありません。{ $known }から選んでください。
refused-no-block = ブロックするユーザーか言葉を指定してください。
refused-user = 「{ $text }」はユーザーとして読み取れません。{ $platform }:ID の形で、空白を入れずに1人だけ指定してください。
refused-block-self = 自分自身はブロックできません。
refused-report = この報告はすでに対応済みか、別のサーバーのものです。
either = { $first }、{ $last }

## 選択とフォーム

choose-layer = どの文字を変更しますか？
choose-style = { $layer }：何を変更しますか？ほかの文字のフォントと色はそのままです。
layer-title = タイトル
layer-subtitle = サブタイトル
layer-author = 著者名
layer-series = シリーズ名
style-larger = 大きく
style-smaller = 小さく
style-face = { $face }
style-top = 上
style-middle = 中央
style-bottom = 下
style-as-typed = 入力どおり
style-upper = すべて大文字
style-own-color = 別の色
color-white = 白
color-ivory = アイボリー
color-gold = 金
color-red = 赤
color-blue = 青
color-black = 黒
form-brief = 『{ $title }』の画像に何を描きますか？
form-reread = 『{ $title }』に加えるもの、除くもの
form-title = 『{ $title }』の文字
form-picture = 手持ちの画像を使う
form-color = { $layer }：どの色にしますか？
form-next = 『{ $title }』の次の巻
form-report = この画像のどこに問題がありますか？
form-cover = 新しい本
field-title = タイトル
field-picture-or-none = 手持ちの画像（なければ新しく描きます）
field-size = サイズまたは縦横比（例：A4）
field-subtitle = サブタイトル
field-author = 著者名
field-series = シリーズ名
field-genre = ジャンル
field-synopsis = あらすじ
field-requirements = 要望
field-mood = 雰囲気
field-palette = 色合い
field-additions = 加えるもの（読点かコンマで区切る）
field-strikes = 除くもの（読点かコンマで区切る）
field-ratio = 縦横比またはサイズ
field-picture = 画像ファイルのパス
field-color = 色
field-reason = 理由

button-brief = 内容を変更
button-read = 読み取った内容
button-reread = 加える・除く
button-regenerate = 生成し直す
button-options = 4つの案
button-title = タイトルを変更
button-style = 文字スタイル
button-picture = 手持ちの画像
button-print = 印刷用ファイル
button-formats = ほかの判型
button-download = ダウンロード
button-next = シリーズの次の巻
button-history = 履歴
button-report = 報告
button-delete = 削除
button-delete-sure = はい、削除します
button-forget-sure = はい、すべて削除します
button-cancel = キャンセル
button-cancel-of = 『{ $title }』をキャンセル
button-option = 案{ $number }
button-back = バージョン{ $number }{ $option ->
    [0] { "" }
   *[other] （案{ $option }）
  }
button-book = 『{ $title }』
button-resolve = 報告{ NUMBER($number, useGrouping: 0) }を対応済みにする

## ヘルプとターミナル

help = 新しい本は /cover で作ります（何も指定しなければ入力フォームが開きます）。画像は、その下のボタンで変更できます。自分の本は /history、作業の状況は /queue で確認できます。
console-help = 入力できるコマンド：
    /cover タイトル | ジャンル | あらすじ | 判型 | 著者   新しい本（/cover だけなら1項目ずつ尋ねます）
    /books [言葉]、/queue、/cancel   自分の本（タイトルにその言葉を含むもの）、自分の作業、この本の作業のキャンセル
    /back、/forward、/history   この本のほかのバージョン。/poll 1, 2 はその2つの投票
    /print サイズ、/formats   印刷所や書店に渡すファイル、/download   この表紙のJPEGファイル
    /remove-text ファイル、/upscale ファイル | サイズ   表紙ではない画像
    /forget、/export   自分に関するデータの削除と書き出し
    /settings、/moderate、/block、/blocks、/reports   モデレーター用
    /quit   終了
    番号を入力すると、その番号のボタンを押します。
console-welcome = Arti Coverの準備ができました。新しい本は /cover、ヘルプは /help、終了は /quit
console-unknown = 「{ $text }」というコマンドはありません。一覧は /help で確認できます。
console-no-button = { $number }番のボタンはありません。
console-no-book = 先に本を選んでください：/books
console-default = { $label } [{ $value }]
console-plain = { $label }
console-form-hint = Enterで括弧内の値をそのまま使い、「-」で空にし、「/stop」で入力をやめます。
console-form-left = 入力をやめました。何も変更していません。
console-file = ファイル：{ $path }
console-button = [{ $number }] { $label }
console-waiting = 作業が終わるのを待っています…
console-genres = ジャンル：{ $names }。それ以外の言葉なら標準のスタイルになります。
console-bye = 終了します。{ $count ->
    [0] { "" }
   *[other] 終わっていない{ $count }件の作業は、次回の起動時に続けます。
  }

## 大勢で使うチャット

private-later = この本は非公開で、あなたにだけ表示されます。結果が出るまでに15分以上かかった場合は、/history で確認できます。
facts = ジャンル：{ $genre }。縦横比：{ $ratio }（{ $width } × { $height } { $unit ->
    [mm] mm
   *[in] インチ
  }）。
checked = 確認済み：{ $things }。
a-word = { $word }
checked-reads-back = 文字が入力どおりに読める
checked-contrast = 文字と画像のコントラストが十分
checked-small = サムネイルでもタイトルが読める
checked-letters = 画像に余計な文字がない
options-stopped = ほかに{ $count }枚の画像が安全性チェックで除外されたため、表示していません。
painted = { $engine ->
    [upload] 手持ちの画像です。
    [illustrator] 描画エンジン：イラストレーター、シード{ $seed }。
   *[other] 描画エンジン：{ $engine }、シード{ $seed }。
  }
alt = 本の表紙、{ $genre }。{ $scene }{ $texts }色：{ $colors }。
alt-texts = 文字：{ $texts }。
alt-no-texts = 文字なし。
alt-things = 描かれているもの：{ $things }。
alt-things-added = 描かれているもの：{ $things }。内容にはなく、補って描いたもの：{ $added }。
alt-added = 内容にはなく、補って描いたもの：{ $added }。
alt-picture = 文字のない画像。
alt-title = { $place ->
    [top] 上部
    [bottom] 下部
   *[middle] 中央
  }にタイトル「{ $text }」
alt-subtitle = { $place ->
    [top] 上部
    [bottom] 下部
   *[middle] 中央
  }にサブタイトル「{ $text }」
alt-author = { $place ->
    [top] 上部
    [bottom] 下部
   *[middle] 中央
  }に著者名「{ $text }」
alt-series = { $place ->
    [top] 上部
    [bottom] 下部
   *[middle] 中央
  }にシリーズ名「{ $text }」
alt-picture-alone = 画像『{ $title }』。
alt-sheet = 『{ $title }』の表紙案{ $count }点に番号を付けて並べた画像。
alt-poll = 『{ $title }』の表紙をサムネイルの大きさで番号順に並べた画像：バージョン{ $numbers }。
hue-black = 黒
hue-white = 白
hue-grey = 灰色
hue-cream = クリーム色
hue-beige = ベージュ
hue-brown = 茶色
hue-red = 赤
hue-dark-red = 濃い赤
hue-light-red = 薄い赤
hue-orange = オレンジ色
hue-yellow = 黄色
hue-green = 緑
hue-dark-green = 深緑
hue-light-green = 黄緑
hue-teal = 青緑
hue-blue = 青
hue-dark-blue = 紺色
hue-light-blue = 水色
hue-purple = 紫
hue-pink = ピンク
hue-unknown = 不明
picture-made = 『{ $title }』が完成しました（{ $seconds }秒）：{ $action ->
    [remove-text] 文字を消した画像
   *[enlarge] 印刷用の画像
  }
picture-no-text = 『{ $title }』：この画像に文字は見つからなかったため、何も変更していません（{ $seconds }秒）。
printed-jpeg = このチャットに収まるように、PDFには画像を品質{ $quality }のJPEGで入れました。文字はどの大きさでも鮮明です。
download = 『{ $title }』バージョン{ $number }：元の大きさの表紙のJPEGファイルです。
delivered = 添付ファイル：{ $names }。
file-name = { $name }（{ $size }）
linked = { $name }（{ $size }）は大きすぎて、このチャットには添付できません：{ $url } （{ $until }まで有効）
too-big = { $name }（{ $size }）は大きすぎて、{ $limit ->
    [none] この
   *[other] 上限が{ $limit }のこの
  }チャットには添付できません。サイズかdpiを小さくするか、ボットの管理者に files.public_url の設定を依頼してください。
too-many = { $name }（{ $size }）は、1つのメッセージに添付できる数を超えたため添付していません。この判型だけを依頼してください。
file-gone = { $name }はもう保存されていません。もう一度作成してください。
picture-too-big = 画像（{ $size }）が大きすぎて、このチャットには添付できません。
picture-gone = 画像はもう保存されていません。

export-part = { $count }個中{ $number }個目のファイルです。
export-left = { $count }件のファイルは、このチャットに添付できません。/history で本を開いて受け取ってください。

button-fix = 修正する
button-compare = 投票を始める
button-try-again = もう一度試す
button-other-picture = 別の画像
button-back-one = ◀ 前へ
button-forward-one = 次へ ▶
button-show-current = 現在のバージョンを表示
button-older-books = 前の本
button-newer-books = 次の本
button-all-books = すべての本
button-older = 古いバージョン
button-newer = 新しいバージョン
button-vote = { $choice }に投票
button-close-poll = 投票を締め切る
button-take = { $choice }を選ぶ
button-remove = { $title }（本{ NUMBER($book, useGrouping: 0) }）
button-remove-reported = 本を削除
button-remove-sure = はい、削除します
button-block = { $user }
button-reports = 未対応の報告
button-show = 表示
menu-face = フォント
menu-color = 色
menu-versions = 戻すバージョンを選ぶ
menu-books = 本を表示
menu-cancel = キャンセル
menu-remove = 本を削除
menu-block = ユーザーをブロック
menu-resolve = 報告を対応済みにする

books-late = 『{ $title }』に、チャンネルに投稿できなかった結果があります。ここから開いてください。
refused-draft = このフォームは期限切れです。/cover でもう一度始めてください。
refused-private = この本は非公開です。持ち主だけが見られます。
refused-not-a-cover = これは表紙ではなく画像です。文字を入れるには、この画像で新しい本を始めてください。
refused-channel = このチャンネルでは表紙を作れません。作れるチャンネル：{ $channels }。
kept-elsewhere = 入力した内容は1日間保存されます。そのチャンネルで /cover を実行すると、入力済みのフォームが開きます。
channel-name = { $channel }
refused-first-version = これが最初のバージョンです。
refused-last-version = これが最新のバージョンです。
refused-private-poll = この本は非公開のため、投票はできません。
refused-elsewhere-poll = この本は別の場所で作られました。投票は、作った場所で始めてください。
refused-poll-closed = この投票は締め切られました。
refused-poll-count = 異なるバージョンを2〜4つ、1, 3 のように指定してください。
refused-few-versions = この本にはバージョンが1つしかありません。投票を始める前に、もう1つ作ってください。
refused-edit-text = 画像の中の言葉を変えるにはDiffSTEエンジンが必要ですが、このバージョンにはありません。/remove-text で文字を消し、表紙に新しい文字を入れてください。
refused-channel-name = 「{ $text }」はチャンネルとして読み取れません。
refused-limit-number = 「{ $text }」は上限として使えません。1〜{ NUMBER($most, useGrouping: 0) }の数を指定してください。

form-compare = どのバージョンを投票にかけますか？
field-numbers = バージョン番号（2〜4個）
poll = 『{ $title }』が書店に並んでいたら、どの表紙を手に取りますか？サムネイルの大きさで表示しています。
poll-closed = 『{ $title }』の投票を締め切りました：{ $total ->
    [0] 投票はありませんでした。
   *[other] 合計{ $total }票。
  }
poll-item = { $choice }（バージョン{ $number }）：{ $votes }票
voted = { $choice }に投票しました。締め切りまでは変更できます。

settings-engine = 描画エンジン：{ $engine }。
settings-engine-auto = 描画エンジン：使えるもののうち最良のもの。
settings-engine-cannot = 今は{ $engine }で描けないため、別のエンジンを使います。理由：{ $why }
settings-engine-off = 生成モデルがオフの間は、イラストレーターが描きます。
settings-engine-unknown = このバージョンにはないエンジンです。
settings-glimpses = モデルが描いている間の途中経過（光と色）：{ $glimpses ->
    [on] オン。
   *[off] オフ。
  }
refused-engine = ここでは{ $engine }で描けません。理由：{ $why }使えるエンジン：{ $known }。
settings-channels = 表紙を作れるチャンネル：{ $channels }。
settings-channels-all = すべてのチャンネルで表紙を作れます。
settings-limits = 上限：1人につき同時に{ NUMBER($open, useGrouping: 0) }件、1日{ NUMBER($day, useGrouping: 0) }件。サーバー全体で同時に{ NUMBER($server, useGrouping: 0) }件（0は上限なし）。
settings-filter = { $count ->
    [0] 禁止ワードはありません。
   *[other] 禁止ワードが{ $count }件あります。
  }
log-channel = 報告は{ $channel }に投稿します。
log-channel-none = 報告は /moderate にだけ表示されます。投稿するには、/settings でログチャンネルを選んでください。
moderate = { $count ->
    [0] まだリクエストはありません。
   *[other] 最近のリクエスト{ $count }件、ユーザー{ $users }人：
  }
moderate-user = { $user }：リクエスト{ $count }件
moderate-item = ・{ $title }、{ $action ->
    [start] 新しい表紙
    [brief] 内容の変更
    [regenerate] 別の画像
    [option] 複数の案
    [title] 文字の変更
    [style] 文字スタイルの変更
    [picture] 手持ちの画像
    [print] 印刷用ファイル
    [format] ほかの判型
    [compare] 投票
    [remove-text] 文字の消去
    [enlarge] 印刷用の画像
   *[series] シリーズの次の巻
  }（{ $state ->
    [queued] 待機中
    [running] 作業中
    [failed] 失敗
    [cancelled] キャンセル
   *[done] 完成
  }）
somebody = データを削除したユーザー
a-title = 『{ $title }』
a-private-book = 非公開の本
remove-sure = { $user }さんの本（{ $title }）を{ $count ->
    [0] 中身ごと
   *[other] { $count }つのバージョンごと
  }削除し、この本を表示しているメッセージも削除しますか？元に戻すことはできません。
removed = 削除しました：{ $title }、バージョン{ $count }件。
report-new = 報告{ NUMBER($number, useGrouping: 0) }（{ $user }さんより）：{ $reason }
report-gone = この報告はすでに対応済みか、本が削除されています。
log-removed = { $by }さんが{ $user }さんの本{ NUMBER($book, useGrouping: 0) }を削除しました。
log-blocked = { $by }さんが{ $user }さんをブロックしました。

help-image = 画像から文字を消すには /remove-text、画像を印刷用に拡大するには /upscale を使います。/edit-text に必要なエンジンは、このバージョンにはありません。
help-own = 自分に関するデータは、/forget-me ですべて削除でき、/export-me で写しを受け取れます。
help-private = 非公開の本は、あなたにだけ表示されます。結果が出るまでに15分以上かかった場合は、/history で確認できます。
help-server = モデレーター用：/settings（チャンネル、上限、描画エンジン、言語、生成モデル、描画中の途中経過、禁止ワード、ログチャンネル）、/moderate（最近のリクエスト、本の削除、ユーザーのブロック、報告）。
help-moderators = 非公開の本について、モデレーターに見えるのは依頼した人だけです。持ち主が報告した場合を除き、タイトルと画像は見えません。ボットの管理者はデータフォルダーを読むことができます。

## Discord

discord-unexpected = 予期しない問題が発生しました。ボットの管理者が原因を確認できます。もう一度お試しください。
discord-old-button = これは古いバージョンのボットのボタンかフォームです。/history で本を開き直してください。
discord-old-command = このコマンドは変更されたばかりです。1分ほど待ってから入力し直してください。
discord-upload-type = 「{ $name }」は読み込める画像ではありません。PNG、JPEG、WebP、HEICのファイルを送ってください。
discord-upload-size = 「{ $name }」は大きすぎます。{ $most } MB以内にしてください。
discord-upload-fetch = 「{ $name }」をDiscordからダウンロードできませんでした。もう一度お試しください。
discord-emoji = { $field }：{ $shown }は文字ではないため印刷できず、取り除きました。必要であれば文字で書いてください。
discord-part-browse = チャンネルを閲覧
discord-part-customize = チャンネル＆ロール
discord-part-guide = サーバーガイド
discord-part-home = サーバーガイド
discord-part-linked-roles = 連携ロール
discord-too-large = ファイルが大きすぎて、このチャットには添付できません。サイズを小さくするか、一度に依頼する判型を減らしてください。
discord-below = 結果は下の新しいメッセージにあります。
discord-lacking = このチャンネルではボットを使えません。ボットに必要な権限：{ $permissions }。サーバーの管理者に権限を付けてもらうか、ダイレクトメッセージで続けてください。
discord-log-lacking = ボットは{ $channel }に書き込めません。ボットに必要な権限：{ $permissions }。そのチャンネルで権限を付けるか、別のチャンネルを選んでください。
discord-permission-view-channel = チャンネルを見る
discord-permission-send-messages = メッセージを送信
discord-permission-send-messages-in-threads = スレッドでメッセージを送信
discord-permission-attach-files = ファイルを添付
discord-permission-read-message-history = メッセージ履歴を読む
discord-button-direct = ダイレクトメッセージで続ける
discord-button-go-on = 入力した内容で続ける
discord-button-new = 新しい表紙
discord-direct = ここではボットを使えます。ボタンを押すか、/cover を入力してください。
discord-direct-sent = ダイレクトメッセージを確認してください。
discord-direct-closed = ボットからダイレクトメッセージを送れません。サーバーのプライバシー設定でダイレクトメッセージを許可してから、もう一度押してください。
discord-switch-on = オン
discord-switch-off = オフ
