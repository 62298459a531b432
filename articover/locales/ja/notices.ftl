notice = お知らせ：{ $sentence }
notice-contrast = 要確認：{ $role ->
    [title] タイトル
    [subtitle] サブタイトル
    [author] 著者名
   *[series] シリーズ名
  }の文字と背景のコントラストが足りません。
notice-reads-back = 要確認：{ $role ->
    [title] タイトル
    [subtitle] サブタイトル
    [author] 著者名
   *[series] シリーズ名
  }が入力どおりに読み取れませんでした。表紙でつづりを確認してください。
notice-small = 要確認：サムネイルではタイトルが読みにくくなっています。
notice-letters = 要確認：画像に文字のように見える部分があります。
notice-genre = 「{ $genre }」というジャンルはわからないため、標準のスタイルを使いました。
notice-dpi = このサイズでの画像の解像度は{ $dpi } dpiです。
notice-soft = { $size }インチでの画像の解像度は{ $dpi } dpiです。画面では問題ありませんが、印刷するとぼやけます。
notice-slightly-soft = { $size }インチでの画像の解像度は{ $dpi } dpiです。画面では問題ありませんが、印刷すると少しぼやけます。
notice-cut = 判型に合わせて、画像の{ $percent }%を切り落としました。
notice-mirrored = 画像が塗り足しの端まで届かないため、縁を鏡のように反転して埋めました。
notice-enlarged = 描き直さずに、保存されている画像のサイズを変更しました。
notice-letters-left = まだ文字のように見えるもの：{ $words }。
notice-series-led = モデルは、前の巻の画像の色、光、構図を参考にしました。まったく同じになるとは限りません。
notice-series-told = モデルに前の巻の画像の色を伝えましたが、光と構図は引き継げませんでした。
notice-own-picture = この画像は前の巻の画像に合わせられません。フォント、文字の色、文字の位置はシリーズに合わせています。
# スタイルと判型。
notice-lacks-letters = { $role ->
    [title] タイトル
    [subtitle] サブタイトル
    [author] 著者名
   *[series] シリーズ名
  }のうち{ $family }にない文字には、{ $others }を使いました。
notice-moved = { $other ->
    [title] タイトル
    [subtitle] サブタイトル
    [author] 著者名
   *[series] シリーズ名
  }の場所を空けるため、{ $role ->
    [title] タイトル
    [subtitle] サブタイトル
    [author] 著者名
   *[series] シリーズ名
  }を移動しました。
notice-no-larger = { $role ->
    [title] タイトル
    [subtitle] サブタイトル
    [author] 著者名
   *[series] シリーズ名
  }をこれ以上大きくする余白がないため、そのままにしました。
notice-no-smaller = { $role ->
    [title] タイトル
    [subtitle] サブタイトル
    [author] 著者名
   *[series] シリーズ名
  }をこれ以上小さくすると読めなくなるため、そのままにしました。
notice-partly-larger = 余白が足りないため、{ $role ->
    [title] タイトル
    [subtitle] サブタイトル
    [author] 著者名
   *[series] シリーズ名
  }は{ $percent }%だけ大きくしました。これ以上は大きくできません。
notice-own-dpi = このサイズでの元の画像の解像度は{ $dpi } dpiで、残りは拡大して補いました。印刷に出す前に、一部を実寸で確認してください。
notice-reduced = 画像（{ NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } px）は、このサイズを{ $dpi } dpiで印刷するのに必要な大きさを超えているため、拡大せずに縮小しました。
notice-recut = この判型に合わせて、主な被写体を中心に画像の{ $percent }%を切り落としました。
notice-extended = この判型に合わせて、画像を縁の外側に広げました。{ $percent }%が新しく描いた部分です。
# エンジン `diffusion`。
notice-words-taken = 描画モデルは英語しか理解できないため、内容のうち次の言葉だけを使いました：{ $words }。
notice-words-unknown = 描画モデルは英語しか理解できず、内容の言葉を使えなかったため、ジャンルだけを反映しました。
notice-translated = 描画モデルに渡した翻訳：{ $text }
notice-fallback = 今は{ $engine }で描けないため、イラストレーターがこの表紙を描きました。理由：{ $why }
notice-safety = この画像の前に、モデルの安全性チェックが{ $count }枚の画像を除外しました。
notice-memory = メモリが足りず、描くのに時間がかかりました。
notice-differs = 要確認：印刷用ファイルがプレビューと異なります。使う前に確認してください。
notice-no-engine = 実行できるエンジンがない工程：{ $stages }。
# Wishes of a brief that are not followed.
notice-wishes-not-read = 理解できなかったため反映していない要望：{ $words }。
notice-wishes-not-possible = ここのエンジンではできないため反映していない要望：{ $words }。
notice-redrawn = この絵の後にイラストレーターが変わったため、指定しなかった部分も違って見えることがあります。
