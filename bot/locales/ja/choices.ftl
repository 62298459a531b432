## 選択肢として表示するジャンルと判型です。直接入力しても通じます。

genre-sci-fi = SF
genre-fantasy = ファンタジー
genre-romance = 恋愛
genre-mystery = ミステリー
genre-thriller = スリラー
genre-horror = ホラー
genre-children = 児童書
genre-computer = コンピューター
genre-religion = 宗教
genre-comics = 漫画
genre-literary = 文芸
genre-historical = 歴史
genre-poetry = 詩
genre-business = ビジネス
genre-cookbook = 料理
genre-gothic = ゴシック
genre-general = 一般

ratio-2-3 = 2:3 – 紙の本、6 × 9 in
ratio-ebook = 電子書籍、1600 × 2560 px
ratio-5-8 = 5:8 – 電子書籍
ratio-3-4 = 3:4 – 6 × 8 in
ratio-4-5 = 4:5 – 8 × 10 in
ratio-1-1 = 1:1 – 正方形、8 × 8 in
ratio-audiobook = オーディオブック、8 × 8 in
ratio-5x8in = 5 × 8 in
ratio-6x9in = 6 × 9 in
