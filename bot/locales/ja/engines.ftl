## ボットの利用者に伝える文です。エンジンの文（`articover/locales/ja/errors.ftl`）がコマンドラインの利用者に向けたもので、違う場合だけ書きます。

## 文字

sentence-brief_damaged = 保存された本の内容を読み込めません。新しい本を始めてください。
sentence-brief_fields = 保存された本の内容に、不明な項目または不足している項目があります：{ $names }。新しい本を始めてください。
sentence-no_glyph = 「{ $char }」（{ $code_point }）を印刷できるフォントがありません。その文字を取り除いてください。
sentence-title_unset = タイトルを配置できませんでした。ボットの管理者にタイトルと縦横比を知らせてください。
sentence-font_of_cover = この表紙に使われている{ $family } { $style }のフォントファイルがありません。ボットの管理者が `make setup` でインストールする必要があります。
sentence-font_package = フォントのパッケージ{ $package }がインストールされていません。ボットの管理者が `make setup` でインストールする必要があります。
sentence-font_embedding = PDFに{ $font }を埋め込めませんでした。ボットの管理者が{ $package }を再インストールする必要があります。

## 縦横比と印刷サイズ

sentence-trim_damaged = 保存された判型を読み込めません。別のバージョンを選んでください。

## 画像ファイル

sentence-picture_folder = 画像ではなくフォルダーです。中の画像ファイルを選んでください。
sentence-picture_not_file = ファイルではありません。画像ファイルを選んでください。
sentence-picture_empty = 画像が空です。別の画像を選んでください。
sentence-picture_big_file = 画像ファイルが大きすぎます。画像は1億5000万ピクセルまでです。
sentence-picture_large = 画像が上限の1億5000万ピクセルを超えています。縮小してから送り直してください。
sentence-picture_format = 読み込める画像ではありません。使える形式：{ $formats }。
sentence-picture_memory = 画像が大きすぎて、メモリが足りません。小さい画像を使ってください。
sentence-no_larger_picture = 画像（{ $width } × { $height } px）は、すでに{ $dpi } dpiの印刷物の最大サイズのため、拡大できません。A4などの印刷サイズを指定してください。
sentence-picture_unreadable = 画像を読み込めません。別の画像を選ぶか、送り直してください。
sentence-picture_damaged = 画像ファイルが途中で切れているか、壊れています。保存またはダウンロードし直してから送ってください。
sentence-picture_small = 画像が小さく、表紙を満たせません。1000ピクセルを超える画像を使ってください。
sentence-picture_and_engine = 手持ちの画像を使うときは、エンジンを選べません。エンジンの指定を外してください。
sentence-sheet_empty = 案を1枚にまとめるには、表紙が1つ以上必要です。
sentence-not_file_name = 「{ $name }」はファイル名として使えません。

## エンジン

sentence-no_book = この本はもうありません。新しい本を始めてください。
sentence-no_version = このバージョンはもうありません。本の履歴から選んでください。
sentence-other_version = この本のバージョンではありません。本の履歴から選んでください。
sentence-job_unknown = このバージョンのボットにはない作業（{ $kind }）です。依頼し直してください。
sentence-engine_unknown = 「{ $name }」というエンジンはありません。使えるもの：{ $known }、auto。
sentence-engine_none = このボットには、この作業ができるエンジンがありません。ボットの管理者が `python -m bot check` で原因を確認できます。
sentence-engine_cannot = 今は{ $name }エンジンを使えません：{ $why }
sentence-missing = この作業に必要なモデルかファイルがありません。ボットの管理者が原因を確認できます。
sentence-weight_missing = モデルファイル{ $name }がありません。ボットの管理者が `make setup` でインストールする必要があります。
sentence-weight_damaged = モデルファイル{ $name }が壊れているか、別のファイルです。ボットの管理者が{ $package }を再インストールする必要があります。
sentence-weight_unreadable = モデルファイル{ $name }を読み込めません。ボットの管理者がファイルを確認する必要があります。
sentence-weight_unloadable = モデル{ $name }を読み込めません。ボットの管理者が再インストールする必要があります。
sentence-model_unknown = 「{ $model }」というモデルはありません。使えるもの：{ $known }。
sentence-package_missing = パッケージ{ $package }がインストールされていません。ボットの管理者が `make setup` でインストールする必要があります。
sentence-torchvision_missing = { $name }にはtorchvisionが必要です。ボットの管理者がインストールする必要があります。
sentence-icons_missing = アイコン集game-iconsがインストールされていません。ボットの管理者が `make setup` でインストールする必要があります。
sentence-request = ご依頼のとおりにはできません。内容を変えてもう一度お試しください。
sentence-engine = エンジンがこの画像を作れませんでした。もう一度試すか、内容を変更してください。
sentence-unexpected = 予期しない問題が発生しました。ボットの管理者がログで原因を確認できます。
sentence-enlarging_failed = 画像を拡大できませんでした（{ $size }ピクセル）。もう一度お試しください。
sentence-upload_flagged = 手持ちの画像から文字を消して描き直した部分が、安全性チェックで除外されました。別の画像を使うか、文字をそのまま残してください。

## 描画モデル：使えるかどうか

sentence-model_absent = モデル{ $model }がこのコンピューターにありません。ボットの管理者が `articover models pull { $model }` でダウンロードできます。
sentence-model_unfetched = モデル{ $model }はまだダウンロード中です。しばらくしてからもう一度お試しください。
sentence-model_path_gone = モデルのフォルダーかファイルがなくなっています。ボットの管理者が設定のパスを確認する必要があります。
sentence-model_name_wrong = 設定にある「{ $name }」は、フォルダーでもファイルでもモデル名でもありません。ボットの管理者が「作者/名前」の形に直す必要があります。
sentence-engine_packages = 必要なパッケージがインストールされていません：{ $names }。ボットの管理者がインストールする必要があります。
sentence-diffusion_extra = モデルで描くためのパッケージがインストールされていません。ボットの管理者がインストールする必要があります。
sentence-fetch_extra = モデルをダウンロードするためのパッケージがインストールされていません。ボットの管理者がインストールする必要があります。

## 描画モデル：ダウンロード

sentence-model_not_on_hub = モデル{ $model }はハブにないか、非公開です。ボットの管理者が名前を確認し、非公開の場合はハブにログインする必要があります。
sentence-model_gated = モデル{ $model }は、利用規約に同意した人だけが使えます。ボットの管理者がハブで規約に同意し、ログインする必要があります。
sentence-model_revision = モデル{ $model }にリビジョン「{ $revision }」はありません。ボットの管理者が設定を直す必要があります。
sentence-model_part = モデル{ $model }に「{ $part }」はありません。ボットの管理者が設定の名前を確認する必要があります。
sentence-model_no_weights = モデル{ $model }には、ここで使える重みがありません。ボットの管理者が別のモデルを選ぶ必要があります。
sentence-model_index = モデル{ $model }の{ $file }を読み込めません。ボットの管理者が別のモデルかリビジョンを選ぶ必要があります。
sentence-model_lacks_file = ハブのモデル{ $model }に足りないファイルがあります。ボットの管理者が後でダウンロードし直す必要があります。
sentence-model_only_pickles = モデル{ $model }の重みは、開くとコードが実行されるおそれのあるピクルだけなので、使いません。ボットの管理者が .safetensors ファイルのあるモデルを選ぶ必要があります。
sentence-hub_unreachable = モデルのハブに接続できず、{ $model }をダウンロードできませんでした。ボットの管理者がネットワークを確認する必要があります。
sentence-hub_refused = モデルのハブが{ $model }へのアクセスを拒否しました（{ $status }）。ボットの管理者が HF_TOKEN を確認する必要があります。
sentence-hub_token = HF_TOKEN に使えない文字が含まれています。ボットの管理者が設定し直す必要があります。
sentence-hub_is_none = モデルのハブではない別のサーバーが応答しています。ボットの管理者が HF_ENDPOINT とネットワークのプロキシを確認する必要があります。
sentence-hub_forbidden = { $name }の設定により、モデル{ $model }をダウンロードできません。ボットの管理者が設定を解除するか、モデルを手動でコピーする必要があります。
sentence-fetch_garbled = モデル{ $model }の{ $file }がダウンロード中に壊れたため、削除しました。ボットの管理者がダウンロードし直す必要があります。
sentence-fetch_incomplete = モデル{ $model }のダウンロードが途中で止まりました。ボットの管理者がもう一度ダウンロードすると、続きから再開します。
sentence-fetch_no_room = モデル{ $model }を保存するディスクの空きが足りません。あと{ $needed }必要ですが、空きは{ $free }です。ボットの管理者が空きを増やす必要があります。
sentence-fetch_disk_full = モデル{ $model }のダウンロード中にディスクがいっぱいになりました。ボットの管理者が空きを増やしてもう一度ダウンロードすると、続きから再開します。
sentence-fetch_unwritable = モデルのフォルダーに書き込めず、{ $model }をダウンロードできませんでした。ボットの管理者が [models] folder の設定を確認する必要があります。

## 描画モデル：開く

sentence-model_damaged = モデル{ $model }のファイルが壊れているか、ありません（{ $file }）。ボットの管理者がダウンロードし直す必要があります。
sentence-model_incomplete = モデル{ $model }の重みの一部がありません。ボットの管理者がダウンロードし直す必要があります。
sentence-model_no_index = フォルダー{ $model }に{ $index }がありません。ボットの管理者が、モデル全体のフォルダーか .safetensors ファイルを1つ指定する必要があります。
sentence-model_pickle = { $model }は、開くとコードが実行されるおそれのあるピクルなので、開きません。ボットの管理者が .safetensors に変換する必要があります。
sentence-model_undescribed = ファイル{ $model }だけでは、モデルの構造がわかりません。ボットの管理者が diffusion.single_file_config に同じ系統のモデルを指定する必要があります。
sentence-model_paints_not = モデル{ $model }は、文章から画像を描くモデルではありません（{ $kind }）。ボットの管理者が別のモデルを選ぶ必要があります。
sentence-model_needs_package = モデル{ $model }に必要なパッケージがインストールされていません。ボットの管理者がインストールする必要があります。
sentence-model_unloadable = モデル{ $model }を開けません。ボットの管理者がログで原因を確認できます。
sentence-translator_unloadable = 翻訳モデル{ $model }を開けません。ボットの管理者が diffusion.translator を直すか、空にする必要があります。
sentence-checker_unloadable = 安全性チェックのモデル{ $model }を開けません。ボットの管理者が [safety] model を確認する必要があります。

## LoRA

sentence-lora_misfit = LoRA「{ $lora }」はこのモデル（{ $kind }）に合いません。ボットの管理者が、同じ系統のモデルで学習したLoRAを選ぶ必要があります。
sentence-lora_not_taken = このモデル（{ $kind }）ではLoRAを使えません。ボットの管理者が diffusion.loras を空にする必要があります。
sentence-lora_several = LoRAのフォルダー{ $lora }に .safetensors ファイルが複数あります。ボットの管理者が1つを指定する必要があります。
sentence-lora_none = LoRAのフォルダー{ $lora }にLoRAがありません。ボットの管理者がファイルを指定する必要があります。
sentence-lora_is_none = { $lora }にはLoRAの重みがありません。ボットの管理者が別のファイルを指定する必要があります。
sentence-lora_damaged = LoRA「{ $lora }」が壊れています。ボットの管理者がコピーまたはダウンロードし直す必要があります。
sentence-lora_unsafe = LoRA「{ $lora }」は、壊れているか、重み以外に実行されるコードを含むため、開きません。ボットの管理者が .safetensors に変換する必要があります。
sentence-lora_pickle = LoRA「{ $lora }」は、開くとコードが実行されるおそれのあるピクルなので、開きません。ボットの管理者が .safetensors に変換する必要があります。

## 描画モデル：描く

sentence-model_memory = モデル{ $model }を読み込むにはメモリが足りません。ボットの管理者が小さいモデルを選ぶ必要があります。
sentence-no_device = このコンピューターにデバイス「{ $device }」はありません。ボットの管理者が device を「auto」にする必要があります。
sentence-model_paint_memory = このモデルで描くにはメモリが足りません。ボットの管理者が diffusion.size_px を小さくするか、小さいモデルを選ぶ必要があります。
sentence-model_overflowed = モデルの計算値が表現できる範囲を超え、何も描けませんでした。ボットの管理者が diffusion.dtype を「bfloat16」か「float32」にする必要があります。
sentence-scheduler_misfit = スケジューラー「{ $name }」はこのモデルに合いません。ボットの管理者が diffusion.scheduler を空にする必要があります。
sentence-prompt_brace = diffusion.prompt に閉じていない波括弧があります。ボットの管理者が直す必要があります。
sentence-inpaint_memory = 文字を消した部分を埋めるモデルのメモリが足りません。ボットの管理者が [engines] fill を migan にできます。
sentence-inpaint_failed = モデル{ $model }が、文字を消した部分を埋められませんでした。ボットの管理者がログで原因を確認できます。
sentence-inpaint_overflowed = モデル{ $model }の計算値が表現できる範囲を超え、文字を消した部分を埋められませんでした。ボットの管理者が [engines] fill を migan にできます。
sentence-inpaint_unloadable = 文字を消した部分を埋めるモデル{ $model }を開けません。ボットの管理者がログで原因を確認できます。
sentence-inpaint_no_index = フォルダー{ $model }に model_index.json がありません。ボットの管理者が、文字を消した部分を埋めるモデルのフォルダーを指定する必要があります。
sentence-no_editor = 画像の中の言葉を変えるにはDiffSTEエンジンが必要ですが、このバージョンにはありません。/remove-text で文字を消し、表紙に新しい文字を入れてください。
