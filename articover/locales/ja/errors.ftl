## 文字

sentence-no_title = 表紙にはタイトルが必要です。1〜{ $most }文字で指定してください。
reason-field = { $field ->
    [title] タイトル
    [subtitle] サブタイトル
    [author] 著者名
    [series] シリーズ名
    [genre] ジャンル
    [synopsis] あらすじ
    [requirements] 要望
    [additions] 加えるもの
    [strikes] 除くもの
   *[other] 言語
  }
sentence-not_text = { reason-field }：文字で入力してください。
sentence-unprintable = { reason-field }：印刷できない文字（{ $char }）があります。その文字を取り除いてください。
sentence-too_long_text = { reason-field }：{ $length }文字あります。{ $most }文字以内にしてください。
sentence-no_glyph = 「{ $char }」（{ $code_point }、{ $where }）を印刷できるフォントがありません。その文字を取り除いてください。
sentence-title_unset = タイトルを配置できませんでした。タイトルと縦横比を開発者に知らせてください。
sentence-words_not_there = 画像の中に「{ $old }」が見つかりません。画像に見えるとおりに書いてください。
sentence-brief_damaged = このファイルの本の内容は、オブジェクトではありません。
sentence-brief_fields = このファイルの本の内容に、不明な項目または不足している項目があります：{ $names }。
sentence-font_unknown = 「{ $name }」というフォントはありません。{ $near ->
    [yes] もしかして：{ $known }。
   *[no] 使えるもの：{ $known }など。
  }
sentence-font_of_cover = この表紙に使われている{ $family } { $style }がインストールされていません。`make setup` を実行してください。
sentence-font_package = フォントのパッケージ{ $package }がインストールされていません。`make setup` を実行してください。
sentence-font_embedding = { $font }を埋め込めません。{ $package }を再インストールしてください。
sentence-size_factor = 文字の大きさは0.3〜3倍にしてください。
sentence-color_unknown = 「{ $text }」は色として読み取れません。#f4c27a のように書いてください。

## 縦横比と印刷サイズ

sentence-ratio_unknown = 「{ $text }」という縦横比やサイズはわかりません。2:3、A5、6x9in、152x225mm、四六判のように指定してください。
sentence-ratio_zero = 「{ $text }」は縦横比として読み取れません。どちらの数も0より大きくしてください。
sentence-size_range = 「{ $name }」の大きさでは作れません。各辺は1〜60インチにしてください。
sentence-too_narrow = 「{ $name }」は細長すぎます。長辺は短辺の5倍までです。
sentence-trim_damaged = このファイルの判型を読み取れません。
sentence-too_many_pixels = { $size }ピクセルは、上限の1億5000万ピクセルを超えています。dpiを下げるか、サイズを小さくしてください。
sentence-dpi_below_one = dpiは1以上にしてください。
sentence-dpi_range = { $dpi } dpiでは印刷できません。{ $least }〜{ $most }の範囲で指定してください。
sentence-bleed_unknown = 「{ $text }」は塗り足しとして読み取れません。0.125in または 3mm のように書いてください。
sentence-bleed_range = 塗り足しは0〜1インチにしてください。
sentence-other_ratio = { $name }の画像は、切り抜くか広げない限り{ $wanted }に合いません。次から選んでください：{ $known }。
sentence-short_of_bleed = 背景が塗り足しの端まで届いていません。画像を生成し直してください。

## 画像

sentence-picture_folder = { $name }はフォルダーです。中の画像ファイルを指定してください。
sentence-picture_not_file = { $name }はファイルではありません。画像ファイルを指定してください。
sentence-picture_empty = { $name }は空です。別の画像を選んでください。
sentence-picture_big_file = { $name }は大きすぎます。画像は1億5000万ピクセルまでです。
sentence-picture_large = { $name }は1億5000万ピクセルを超えています。縮小してからもう一度お試しください。
sentence-picture_format = { $name }は読み込める画像ではありません。使える形式：{ $formats }。
sentence-picture_memory = { $name }を読み込むにはメモリが足りません。小さい画像を使ってください。
sentence-picture_unreadable = { $name }：{ $why ->
    [absent] ファイルがありません。パスを確認してください。
    [link] シンボリックリンクです。画像ファイルそのものを指定してください。
    [denied] 読み込む権限がありません。ファイルの権限を変更してください。
   *[other] 読み込めません。パスを確認してください。
  }
sentence-picture_damaged = { $name }は途中で切れているか、壊れています。保存またはダウンロードし直してください。
sentence-picture_small = 「{ $name }」は小さく、ページを満たせません。1000ピクセル以上の画像を使ってください。
sentence-reader_failed = 画像内の文字を探せませんでした。別の画像かサイズでお試しください。
sentence-reader_unpacked = 韓国語の文字認識モデルを{ $folder }に展開できません：{ $why }。
sentence-filler_failed = 文字を消した部分を埋められませんでした。小さい画像でお試しください。
sentence-enlarging_failed = ncnnが{ $size }ピクセルの区画を拡大できませんでした（状態{ $status }）。
sentence-paint_memory = この大きさで描くにはメモリが足りません。サイズを小さくしてください。
sentence-picture_flagged = この画像は安全性チェックで除外されました。表紙に描くものを別の言葉で書くか、生成し直してください。
sentence-picture_unchecked = モデルが描いた画像を確認する安全性チェックがないため、表示できません。ボットの管理者が [safety] model を設定するか、イラストレーターを選んでください。
sentence-brief_flagged = この内容で描いた画像は、すべて安全性チェックで除外されました。表紙に描くものを別の言葉で書いてください。

## 場面

sentence-scene_none = この画像には保存された場面がないため、拡大だけができます。
sentence-scene_old = この画像を描いた後にイラストレーターが変わったため、拡大だけができます。
sentence-scene_damaged = 保存された場面を読み込めません。画像を生成し直してください。
sentence-series_damaged = 前の巻の色と場面を読み込めません。前の巻の画像を生成し直してください。
sentence-scene_part = { $part ->
    [composition] 構図
    [treatment] 表現技法
   *[recipe] 描き方
  }「{ $name }」はありません。画像を生成し直してください。
sentence-scene_field = 場面を読み込めません：{ $why }。
sentence-scene_thing = 「{ $name }」は描けません。
sentence-scene_stance = 「{ $name }」はこの構図では描けません。別のものを選んでください。
sentence-scene_subject = 構図「{ $name }」には、描くものが必要です。場面に1つ書いてください。

## ファイル

sentence-path_upwards = { $name }のパスに「..」が含まれています。場所を直接指定してください。
sentence-path_nul = パスにNUL文字は使えません。取り除いてください。
sentence-path_unusable = { $name }はパスとして使えません（{ $why }）。別のパスを選んでください。
sentence-path_link = { $name }はシンボリックリンクです。リンク先の場所を指定してください。
sentence-file_upwards = { $name }のパスに「..」が含まれているため、書き込めません。場所を直接指定してください。
sentence-file_link = { $name }はシンボリックリンクです。ファイルそのものを指定してください。
sentence-file_folder = { $name }はフォルダーです。中のファイルを指定してください。
sentence-file_special = { $name }は通常のファイルではありません。別の名前を選んでください。
sentence-not_written = { $name }を保存できませんでした：{ $why ->
    [full] ディスクがいっぱいです。空きを増やしてからもう一度お試しください。
    [limit] ファイルサイズの制限を超えています。制限を上げてからもう一度お試しください。
    [read-only] ディスクが読み取り専用です。別のフォルダーを選んでください。
    [denied] フォルダーに書き込む権限がありません。別のフォルダーを選んでください。
    [no-folder] フォルダーがありません。先に作成してください。
    [file] パスの途中にフォルダーではないファイルがあります。別の場所を選んでください。
    [long] 名前が長すぎます。短い名前を選んでください。
    [name] ファイル名に使えない名前です。別の場所を選んでください。
   *[other] { $reason }。別の場所を選んでください。
  }
sentence-cover_folder_file = 「{ $folder }」はファイルです。表紙を保存するフォルダーを指定してください。
sentence-cover_folder_absent = 表紙のフォルダー「{ $folder }」がありません。
sentence-cover_folder_other = 「{ $folder }」は表紙のフォルダーではありません。cover.jsonがありません。
sentence-cover_folder_lacks = 「{ $folder }」に、cover.jsonに書かれた{ $file }がありません。
sentence-cover_file_changed = 「{ $path }」は、cover.jsonが書かれた後に変更されています。
sentence-document_unreadable = 「{ $path }」を読み込めません：{ $why }。
sentence-document_not_json = 「{ $path }」は壊れています。正しいJSONではありません。
sentence-document_newer = 「{ $path }」は、より新しいArti Cover（スキーマ{ $version }）で書かれています。このプログラムを更新してください。
sentence-document_unknown = 「{ $path }」に、このバージョンではわからない内容があります。
sentence-document_strange = 「{ $path }」は表紙として読み取れません：{ $why }。
reason-trim-box = { $file }の仕上がり枠が画像の外にあります
reason-color = 色が #RRGGBB の形で書かれていません

## コマンドライン

sentence-cancelled = キャンセルしました。何も書き込んでいません。
sentence-cancelled_at_once = ただちにキャンセルしました。書きかけのファイルはありません。
sentence-out_of_memory = この画像を作るにはメモリが足りません。サイズかdpiを小さくしてください。
sentence-unexpected_here = 予期しない問題が発生しました（{ $kind }: { $why }）。ARTICOVER_TRACEBACK=1 を設定すると、発生した場所がわかります。
sentence-no_output = 結果を標準出力に書き込めません：{ $why }。
sentence-background_and_engine = --background は手持ちの画像を使います。--engine を外してください。
sentence-upload_without_picture = uploadエンジンには画像が必要です。--background で指定してください。
sentence-erase_without_picture = --erase-text は手持ちの画像に使います。--background で画像を指定してください。
sentence-option_color = 「{ $text }」は色として読み取れません。#RRGGBB の形で書いてください。
sentence-nothing_to_change = 変更するものがありません。--title、--author、--font などを指定してください。
sentence-mask_over_picture = --mask-out と --out が同じファイルです。別の名前にしてください。
sentence-print_out_neither = 「{ $path }」には、既存のフォルダーか、.png または .pdf で終わる名前を指定してください。
sentence-print_out_file = 「{ $path }」はファイルです。フォルダーか、.png または .pdf で終わる名前を指定してください。
sentence-no_print_size = 画像の大きさを --size A4 または --trim 6x9in のように指定してください。
sentence-not_png = 「{ $path }」の名前は .png で終わる必要があります。書き出せるのはPNGだけです。
sentence-no_trainer = LoRAの学習は、このバージョンにはまだありません。当面はdiffusersのスクリプトで学習してください。

## 設定

sentence-config_unreadable = 設定ファイル「{ $path }」を読み込めません（{ $why }）。パスを確認してください。
sentence-config_not_utf8 = 設定ファイル「{ $path }」はUTF-8ではありません。UTF-8で保存してください。
sentence-config_not_toml = 設定ファイル「{ $path }」は正しいTOMLではありません：{ $why }。
sentence-config_table = { $source }：{ $table }はテーブルでなければなりません。[{ $table }] の形で書いてください。
sentence-config_weight = { $source }：重み「{ $name }」はありません。使えるもの：{ $known }。
sentence-config_key = { $source }：不明なキー{ $key }があります。
sentence-config_value = { $source }：{ $key }の値が正しくありません。{ $must }。
reason-config-file = 設定ファイル「{ $path }」
reason-environment = 環境変数
reason-found = { $must }（{ $found }）
reason-bool = true か false でなければなりません
reason-one-of = 次のいずれかでなければなりません：{ $values }
reason-whole-number = { $range }整数でなければなりません
reason-number = { $range }数でなければなりません
reason-any = { "" }
reason-from-to = { $least }以上{ $most }以下の
reason-from = { $least }以上の
reason-up-to = { $most }以下の
reason-above = { $least }より大きい
reason-above-to = { $least }より大きく{ $most }以下の
reason-text = 文字列でなければなりません
reason-full-text = 空でない文字列でなければなりません
reason-short-text = { $least }〜{ $most }文字の文字列でなければなりません
reason-texts = 文字列のリストでなければなりません
reason-short-texts = それぞれ{ $most }文字以内の文字列のリストでなければなりません
reason-tables = 次のキーを持つテーブルのリストでなければなりません：{ $keys }
reason-table-of-texts = 文字列のテーブルでなければなりません。例：{ "{" } name = "text" { "}" }

## エンジンと必要なもの

sentence-engine_unknown = { $stage }工程に「{ $name }」というエンジンはありません。使えるもの：{ $known }、auto。
sentence-engine_none = { $stage }工程を実行できるエンジンがありません。{ $problems }
sentence-engine_cannot = ここでは{ $name }エンジンを使えません。{ $why }
reason-passed = { $engine }：{ $why }
reason-passed-too = { $first } { $others }
reason-with-fix = { $reason } { $fix }
reason-run = `{ $command }` を実行してください。
reason-set-checker = [safety] model を設定してください。
sentence-engine_unfit = このコンピューターでは実行できません。
sentence-no_fonts = フォントのパッケージがインストールされていません。
sentence-no_checker = 安全性チェックが設定されていません。
sentence-engine_packages = インストールされていないもの：{ $names }。
sentence-engine_no_gpu = GPUがありません。GPUなしでは1枚に何分もかかります。
sentence-no_editor = 画像の中の言葉を変えるにはdiffsteエンジンが必要ですが、このバージョンにはまだありません。`articover remove-text` で文字を消してから、`articover cover --background` で新しい文字を入れてください。
sentence-package_missing = パッケージ{ $package }がありません。`make setup` を実行してください。
sentence-icons_missing = アイコン集game-iconsがありません。`make setup` を実行するか、illustrator.icons = false を設定してください。
sentence-torchvision_missing = { $name }にはtorchvisionが必要です。このtorchに合うものをインストールしてください。
sentence-weight_missing = { $where }に重み{ $name }がありません。`{ $fix }` を実行してください。
sentence-weight_damaged = 重み{ $name }が壊れているか、指定のものではありません。{ $package }を再インストールしてください。
sentence-weight_unreadable = 重みのファイル{ $name }を読み込めません：{ $why }。
sentence-weight_unloadable = ncnnが{ $name }を読み込めません。`{ $fix }` を実行してください。
sentence-model_unknown = 「{ $model }」というncnnモデルはありません。使えるもの：{ $known }。
sentence-no_device = ここのtorchにデバイス「{ $device }」はありません。deviceを「auto」のままにするか、GPUに合うtorchをインストールしてください。

## モデル

sentence-diffusion_extra = diffusionの追加パッケージがインストールされていません。
sentence-fetch_extra = モデルのダウンロードにはdiffusionの追加パッケージが必要です。`pip install -c constraints.txt 'arti-cover[diffusion]'` を実行してください。
sentence-model_absent = モデル{ $model }がこのコンピューターにありません。`{ $command }` でダウンロードするか、設定の [models] download = true でダウンロードを許可してください。
sentence-model_unfetched = モデル{ $model }はまだダウンロードされていません。
sentence-model_path_gone = 「{ $path }」にモデルがありません。パスを確認してください。
sentence-model_name_wrong = 「{ $name }」は、ここにあるファイルやフォルダーでも、モデルの名前でもありません。名前は「作者/名前」の形で書いてください。
sentence-model_not_on_hub = モデル{ $model }はハブにないか、非公開です。名前を確認し、非公開の場合は先に `hf auth login` を実行してください。
sentence-model_gated = { $model }は、利用規約に同意した人だけが使えます。ハブのページで同意し、`hf auth login` を実行（またはHF_TOKENを設定）してから、`{ $command }` を実行してください。
sentence-model_revision = { $model }にリビジョン「{ $revision }」はありません。確認するか、省略してください。
sentence-model_part = モデル{ $model }に「{ $part }」はありません。名前を確認してください。
sentence-model_no_weights = { $model }には、ここで使える重みがありません。別のモデルを選んでください。
sentence-model_index = { $model }の{ $file }を読み込めません。別のモデルかリビジョンを選んでください。
sentence-model_lacks_file = { $model }に、一覧にあるはずのファイルがありません。しばらくしてから `{ $command }` を実行してください。
sentence-model_only_pickles = { $model }の重みは、開くとコードが実行されるおそれのあるピクルだけです。.safetensors ファイルのあるモデルを使うか、作者を信頼できる場合は [models] pickles = true を設定してください。
sentence-hub_unreachable = { $model }を取得するハブに接続できません。ネットワークを確認して `{ $command }` を再度実行するか、手元のフォルダーを指定してください。
sentence-hub_refused = ハブが{ $model }へのアクセスを拒否しました（{ $status }）。HF_TOKENを確認するか、`hf auth login` を実行してください。
sentence-hub_failed = { $model }のダウンロード中にハブで問題が起きました（{ $status }）。しばらくしてからもう一度お試しください。
sentence-hub_token = HF_TOKENに使えない文字が含まれています。設定し直してください。
sentence-hub_is_none = モデルのハブではない別のサーバーが応答しています。HF_ENDPOINTとネットワークのプロキシを確認してから、`{ $command }` を再度実行してください。
sentence-hub_forbidden = { $name }により、モデル{ $model }をダウンロードできません。この変数を解除して `{ $command }` を実行するか、フォルダーを指定してください。
sentence-fetch_cancelled = キャンセルしました。{ $model }のダウンロード済みの部分は残してあり、もう一度ダウンロードすると続きから再開します。
sentence-fetch_garbled = { $model }の{ $file }がダウンロード中に壊れたため、破棄しました。`{ $command }` でダウンロードし直してください。繰り返す場合は、ハブかプロキシの管理者に知らせてください。
sentence-fetch_incomplete = { $model }のダウンロードが途中で止まりました。`{ $command }` を再度実行すると、続きから再開します。
sentence-fetch_no_room = { $folder }のあるディスクの空きが足りません。{ $model }にはあと{ $needed }必要ですが、空きは{ $free }です。空きを増やすか、設定の [models] folder で別の場所を指定してください。
sentence-fetch_disk_full = { $model }のダウンロード中に、{ $folder }のあるディスクがいっぱいになりました。空きを増やして `{ $command }` を再度実行すると、続きから再開します。設定の [models] folder で別の場所を指定することもできます。
sentence-fetch_unwritable = { $model }を{ $folder }に保存できません（{ $why }）。設定の [models] folder で、書き込める場所を指定してください。
sentence-model_damaged = { $model }が壊れています（{ $file }）。{ $again }。
sentence-model_incomplete = { $model }の重みの一部がありません。{ $again }。
reason-fetch-again = `{ $command }` でダウンロードし直してください
reason-copy-again = コピーし直してください
sentence-model_no_index = { $model }のフォルダーに{ $index }がありません。diffusersのパイプライン全体のフォルダーか、.safetensors ファイルを1つ指定してください。
sentence-model_pickle = { $model }は、開くとコードが実行されるおそれのあるピクルです。.safetensors に変換するか、作者を信頼できる場合は [models] pickles = true を設定してください。
sentence-model_undescribed = { $model }は単独のファイルで、ネットワークの構造がわかりません。diffusion.single_file_config に、同じ系統のパイプラインのフォルダーか名前を指定してください。
sentence-model_paints_not = { $model }は、文章から画像を描くモデルではありません（{ $kind }）。diffusion.model に、文章から画像を描くモデルを指定してください。
sentence-model_needs_package = { $model }に必要なパッケージがインストールされていません（{ $why }）。インストールしてください。
sentence-model_unloadable = { $model }を、文章から画像を描くモデルとして読み込めません（{ $why }）。diffusion.model に別のモデルを指定してください。
sentence-translator_unloadable = 翻訳モデル{ $model }を読み込めません。diffusion.translator に .safetensors の重みを持つ翻訳モデルを指定するか、空にしてください。
sentence-checker_unloadable = { $model }を安全性チェックとして読み込めません（{ $why }）。[safety] model に別のモデルを指定してください。
sentence-lora_misfit = LoRA「{ $lora }」はこのモデル（{ $kind }）に合いません。同じ系統のモデルで学習したものを使ってください。
sentence-lora_not_taken = このモデル（{ $kind }）ではLoRAを使えません。diffusion.loras を空にしてください。
sentence-lora_several = LoRAのフォルダー{ $lora }に .safetensors ファイルが複数あります。ファイルそのものを指定してください。
sentence-lora_none = LoRAのフォルダー{ $lora }にLoRAがありません。ファイルそのものを指定してください。
sentence-lora_is_none = { $lora }にはLoRAの重みがありません。diffusion.loras に別のファイルを指定してください。
sentence-lora_damaged = LoRA「{ $lora }」が壊れています。コピーまたはダウンロードし直してください。
sentence-lora_unsafe = LoRA「{ $lora }」は、実行されるおそれのあるコードを含むか、壊れているため、開きません。.safetensors に変換してください。
sentence-lora_pickle = LoRA「{ $lora }」は、開くとコードが実行されるおそれのあるピクルです。.safetensors に変換するか、作者を信頼できる場合は [models] pickles = true を設定してください。
sentence-model_memory = { $model }にはメモリが足りません。小さいモデルを選んでください。
sentence-model_paint_memory = このモデルで描くにはメモリが足りません。diffusion.size_px を小さくするか、diffusion.dtype = "float16" を設定するか、小さいモデルを選んでください。
sentence-model_overflowed = モデルの計算値が表現できる範囲を超え、何も描けませんでした。設定で diffusion.dtype を "bfloat16" か "float32" にしてください。
sentence-scheduler_unknown = 「{ $name }」というスケジューラーはありません。使えるもの：{ $known }。
sentence-scheduler_misfit = スケジューラー「{ $name }」はこのモデルに合いません。diffusion.scheduler を空にしてください。
sentence-prompt_brace = diffusion.prompt に閉じていない波括弧があります。設定を直してください。
sentence-prompt_placeholder = diffusion.prompt に不明なプレースホルダー「{ $name }」があります。使えるもの：{ $known }。
sentence-inpaint_memory = 消した部分を埋めるモデルのメモリが足りません。[engines] fill を migan にしてください。
sentence-inpaint_overflowed = このデバイスでは、消した部分を埋めるモデル{ $model }の計算値が表現できる範囲を超えます。[engines] fill を migan にしてください。
sentence-inpaint_failed = モデル{ $model }が、消した部分を埋められませんでした（{ $why }）。[engines] fill を migan にしてください。
sentence-inpaint_unloadable = { $model }を、消した部分を埋めるモデルとして読み込めません（{ $why }）。inpaint.model に別のモデルを指定してください。
sentence-inpaint_no_index = { $model }はdiffusersのパイプラインではありません（model_index.json がありません）。消した部分を埋めるモデルのフォルダーを指定してください。
sentence-scene_long = 場面のファイルは { $most } バイトまでです。別のファイルのようです。
sentence-scene_encoding = 場面のファイルが UTF-8 ではありません。UTF-8 で保存してください。
sentence-scene_deep = 場面の入れ子が深すぎます。docs/scene.md をご覧ください。
sentence-scene_number = 場面に大きすぎる数があります。
sentence-scene_json = 場面が正しい JSON ではありません。{ $line } 行目を確かめてください。
sentence-scene_recipe = この場面は手で書けない古い方式です。構図のある表紙を新しく生成してください。
sentence-scene_newer = format：この場面の形式は { $format } で、ここで読めるのは { $newest } までです。Arti Cover を更新してください。
sentence-scene_versions = versions：この場面の後に構図か技法が変わりました（{ $made }、今は { $now }）。今の描き方でよければ versions を除いてください。
sentence-scene_missing = { $path }：この項目は必ず必要です。
sentence-scene_choice = { $path }：{ $choices } から選んでください。
sentence-scene_length = { $path }：長すぎます。{ $most } までです。
sentence-scene_color = { $path }：色は #RRGGBB で書きます。
sentence-scene_value = { $path }：ここには使えない値です。
sentence-scene_no_room = { $composition } の構図には「{ $name }」を置く場所がもうありません。除くか、別の構図を選んでください。
sentence-scene_none_named = 描く場面を指定してください。JSON ファイルで、docs/scene.md に説明があります。
sentence-scene_no_out = 表紙を置くフォルダーを指定してください（--out DIR）。
sentence-change_nothing = 変えるものがありません。変える部分を一つ以上指定してください。
sentence-change_keep_none = この絵には、そのまま残す { $part } の部分がありません。
sentence-change_keep_changed = { $part } を残しながら変えることはできません。
sentence-change_add_without = 「{ $name }」を加えながら除くことはできません。
sentence-change_conflict = 「{ $one }」と「{ $other }」は両立しません。どちらかを選んでください。
sentence-change_mirror = 題名が絵の一部なので、左右を入れ替えられません。
sentence-change_cannot_show = { $composition } の構図では「{ $name }」を描けません。別の構図か別の言葉を選んでください。
sentence-change_unknown_word = 「{ $name }」は描けないものです。
sentence-change_not_there = { $place } には「{ $name }」を置けません。別のものを選ぶか、除いてください。
sentence-change_not_shown = この絵には、除ける「{ $name }」がありません。あるものは { $shown } です。
sentence-change_keep_too_much = それらをすべて残すと、別の絵になりません。残すものを減らしてください。
sentence-change_other_engine = イラストレーターが描いた絵ではないため、一部だけを変えられません。絵を新しく生成してください。
sentence-change_recipe = 一部だけを変えられない古い方式の絵です。別のシードで新しく生成してください。
sentence-scene_most = { $path }：{ $limit } 以下にしてください。
sentence-scene_least = { $path }：{ $limit } 以上にしてください。
sentence-scene_excluded = treatment：{ $treatment } では { $composition } の構図を描けません（{ $why }）。
sentence-scene_type = { $path }：値の種類が合いません（必要：{ $wanted }、現在：{ $got }）。
sentence-scene_file = { $name } を読めません（{ $why }）。
sentence-scene_unknown = { $path }：「{ $name }」という名前はありません（{ $kind }）。`articover paint --list` で名前を確かめられます。
sentence-scene_unknown_near = { $path }：「{ $name }」という名前はありません（{ $kind }）。「{ $near }」のことか確かめてください。
sentence-change_night = { $treatment } は { $pages } の地に合います。合う色も一緒に選んでください。
