# 1つのメッセージは1行で、変数だけを使います。articover/terminal.py がFluentのパーサーなしで読み込みます。

## ヘルプ

about = 本の内容から表紙を作ります。画像、文字、印刷用ファイルまで。
usage = 使い方
arguments = 引数
options = オプション
help-help = このヘルプを表示して終了します
help-version = バージョンを表示して終了します
help-json = 標準出力にJSONオブジェクトを1つ出力します
help-quiet = 標準エラー出力に進行状況を表示しません
help-config = エンジンと重みを指定するTOMLファイル
help-lang = メッセージの言語（既定値：システムの言語）
command-cover = 本の内容から表紙を作ります。
command-understand = 本の内容から何をなぜ読み取ったかを表示します。
command-edit-title = 完成した表紙の文字を変更します。画像はそのままです。
command-remove-text = 画像から文字を消します。
command-edit-text = 画像の中の言葉を、同じ書体のまま変えます（DiffSTEが必要）。
command-upscale = 表紙のフォルダーまたは画像を印刷サイズにします。
command-train-lora = 手持ちの表紙でLoRAを学習します（GPUが必要）。
command-models = ハブのモデル：一覧、ダウンロード、内容の検証。
command-doctor = ここで実行できるものと、足りないものの入手方法を表示します。
command-models-list = このコンピューターにあるモデルのサイズ、場所、ライセンス。
command-models-pull = ハブからモデルをダウンロードします。実行すると同意したものとみなします。
command-models-verify = すべてのファイルのハッシュを、ダウンロードしたものと比べます。
help-title = 1〜200文字。改行はそのまま残ります
help-subtitle = タイトルの下に入るサブタイトル
help-author = 表紙に入れる著者名
help-series = 例：「潮の三部作 第2巻」
help-genre = 例：SF、ファンタジー、恋愛、ミステリー
help-synopsis = あらすじ。書かれたものや場所が描かれます
help-requirements = 要望。例：「青く静かな夜、人物なし」
help-language = 文章の言語。例：en、ja
help-add = 描くもの。例：「ランタン、雪」
help-strike = 内容にあっても描かないもの
help-ratio = 2:3、A5、6x9in、152x225mm、四六判など（既定値 2:3）
help-seed = 同じシードなら同じ画像になります
help-engine = 画像を描くエンジン（既定値：auto）
help-background = 描く代わりに使う手持ちの画像
help-erase-text = 手持ちの画像から先に文字を消します
help-cover-out = 表紙を保存するフォルダー
help-print = print.pngとprint.pdfも書き出します
help-dpi = 印刷の解像度（既定値 300）
help-bleed = 各辺に加える塗り足し。例：0.125in、3mm
help-folder = 変更する表紙のフォルダー
help-new-title = 新しいタイトル
help-new-text = "" にすると消えます
help-font = タイトルのフォント。例：Cinzel
help-color = タイトルの色
help-image = PNG、JPEG、WebP、HEIC、AVIF、TIFF、BMP、GIF
help-png-out = 書き出す .png ファイル
help-mask-out = 埋めた部分を白で示した画像も書き出します
help-source = 表紙のフォルダーまたは画像ファイル
help-size = A4、A5、四六判など（既定値：表紙の判型）
help-trim = 6x9in、152x225mmなど
help-print-out = フォルダー、または1つの .png か .pdf ファイル
help-models = 作者/名前[/部分][@リビジョン] またはパス
help-models-all = 作者/名前[/部分][@リビジョン] またはパス（既定値：すべて）
command-paint = 自分で書いた場面を描きます（docs/scene.md）。
command-repaint = できた絵の一部を変えます。ほかはそのままです。
help-scene = 描く場面
help-scene-list = 場面に使える名前（構図、もの、場所など）を示す
help-scene-ratio = 2:3、A5、6x9in …（既定：場面の比率、なければ 2:3）
help-change-subject = 主役となる人やもの。例：キツネ
help-change-place = 場所。例：森
help-change-time = 時間：dawn、day、dusk、night
help-change-season = 季節：春、夏、秋、冬
help-change-sky = 空：雨、雪、霧、嵐、風、晴れ
help-change-treatment = 技法。例：linocut
help-change-composition = 構図。例："window on a place"
help-change-palette = 色。例：harbour
help-change-mirror = 左右を入れ替える
help-change-without = 除くもの
help-change-add = 加えるもの
help-change-keep = これらの部分だけ残し、ほかを選び直す：subject,place,time …
help-change-out = このフォルダーを残し、別のフォルダーに書く

## 引数の誤り

wrong = { $why }（`{ $program } --help` を参照）。
wrong-value = { $name } には値が必要です。「-」で始まる値は { $name }=-値 のように書いてください
wrong-missing = 次の引数が必要です：{ $names }
wrong-unknown = 不明な引数：{ $names }
wrong-command = { $value } というコマンドはありません。使えるもの：{ $known }
wrong-choice = { $name }：{ $value } は指定できません。使えるもの：{ $known }
wrong-together = { $name }：{ $other } とは一緒に指定できません
wrong-none = { $name }：値が1つ以上必要です
wrong-path = パスが空です。場所を指定してください
wrong-seed = シードは0〜4294967295の整数です
wrong-dpi = dpiは整数です。例：300

## 結果

made-cover = { $path }  { $size } px、シード{ $seed }、{ $look }
made-own-cover = { $path }  { $size } px、シード{ $seed }、手持ちの画像
made-print = { $path }  { $size } px
filled-once = { $path }：画像の{ $share }を1回で埋めました。
filled = { $path }：画像の{ $share }を{ $rounds }回に分けて埋めました。
no-letters = { $path }：文字は見つかりませんでした。
words-changed = { $path }：文字を変更しました。
