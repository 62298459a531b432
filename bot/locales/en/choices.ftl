## Genres and sizes, as they are offered. Each is understood when it is typed.

genre-sci-fi = Science fiction
genre-fantasy = Fantasy
genre-romance = Romance
genre-mystery = Mystery
genre-thriller = Thriller
genre-horror = Horror
genre-children = Children
genre-computer = Computer
genre-religion = Religion
genre-comics = Comics
genre-literary = Literary fiction
genre-historical = Historical
genre-poetry = Poetry
genre-business = Business
genre-cookbook = Cookbook
genre-gothic = Gothic
genre-general = General

ratio-2-3 = 2:3 – paperback, 6 × 9 in
ratio-ebook = e-book, 1600 × 2560 px
ratio-5-8 = 5:8 – e-book
ratio-3-4 = 3:4 – 6 × 8 in
ratio-4-5 = 4:5 – 8 × 10 in
ratio-1-1 = 1:1 – square, 8 × 8 in
ratio-audiobook = audiobook, 8 × 8 in
ratio-5x8in = 5 × 8 in
ratio-6x9in = 6 × 9 in
