# One line a message, with variables only: articover/terminal.py reads this file without a Fluent parser.

## Help

about = Book covers from a brief: painted, lettered, ready for print.
usage = usage
arguments = positional arguments
options = options
help-help = show this help message and exit
help-version = show program's version number and exit
help-json = print one JSON object on standard output
help-quiet = no progress on standard error
help-config = TOML file that chooses engines and weights
help-lang = the language of messages (default: the system's)
command-cover = Make a cover from a brief.
command-understand = Show what is read from a brief, and why.
command-edit-title = Set other words on a finished cover; the picture stays.
command-remove-text = Erase the letters in a picture.
command-edit-text = Change a word in a picture in its own style (needs DiffSTE).
command-upscale = Bring a cover folder or a picture to print size.
command-train-lora = Train a LoRA on your own covers (needs a GPU).
command-models = Models from the hub: what is here, fetch one, check that all is as fetched.
command-doctor = Say what can run here, and how to get what cannot.
command-models-list = What is on this machine, how large, where, under which licence.
command-models-pull = Fetch models from the hub. Asking for it is consent.
command-models-verify = Hash every file and compare with what was fetched.
help-title = 1 to 200 characters; line breaks are kept
help-subtitle = below the title
help-author = as it is to stand on the cover
help-series = for example "The Tide Trilogy, Book 2"
help-genre = for example sci-fi, fantasy, romance, 미스터리
help-synopsis = what the book is about: its things and places are painted
help-requirements = wishes, for example "blue, calm, at night, no people"
help-language = language of the texts, for example en or ko
help-add = things to show, for example "lantern, snow"
help-strike = things not to show, whatever the brief says
help-ratio = 2:3, A5, 6x9in, 152x225mm, 신국판 ... (default 2:3)
help-seed = the same seed gives the same picture
help-engine = what paints the picture (default: auto)
help-background = use your own picture instead of painting one
help-erase-text = erase letters found in your own picture
help-cover-out = the cover folder to write
help-print = also write print.png and print.pdf
help-dpi = dots per inch of the print (default 300)
help-bleed = added on every side, for example 0.125in or 3mm
help-folder = the cover folder to change
help-new-title = the new title
help-new-text = "" removes it
help-font = the title's typeface, for example Cinzel
help-color = the title's colour
help-image = PNG, JPEG, WebP, HEIC, AVIF, TIFF, BMP or GIF
help-png-out = the .png file to write
help-mask-out = also write what was filled, in white
help-source = a cover folder, or any picture
help-size = A4, A5, 신국판 ... (default: the cover's own trim)
help-trim = 6x9in, 152x225mm ...
help-print-out = a folder, or one .png or .pdf file
help-models = author/name[/part][@revision], or a path
help-models-all = author/name[/part][@revision], or a path (default: all)
command-paint = Paint a scene that you wrote (docs/scene.md).
command-repaint = Change parts of a finished picture; the rest stays.
help-scene = the scene to paint
help-scene-list = tell what a scene may name: compositions, things, places
help-scene-ratio = 2:3, A5, 6x9in ... (default: the scene's own, else 2:3)
help-change-subject = who or what it is about, for example fox
help-change-place = where it is, for example forest
help-change-time = dawn, day, dusk or night
help-change-season = spring, summer, autumn or winter
help-change-sky = rain, snow, fog, storm, wind or clear
help-change-treatment = the medium, for example linocut
help-change-composition = how the page is divided, for example "window on a place"
help-change-palette = the colours, for example harbour
help-change-mirror = exchange left and right
help-change-without = things to leave out
help-change-add = things to add
help-change-keep = choose all anew but these parts: subject,place,time ...
help-change-out = write another folder and leave this one

## What is wrong with the arguments

wrong = { $why } (see `{ $program } --help`).
wrong-value = { $name } needs a value; one that begins with a dash is written { $name }=-like-this
wrong-missing = The following arguments are required: { $names }
wrong-unknown = Unrecognized arguments: { $names }
wrong-command = Invalid choice: { $value } (choose from { $known })
wrong-choice = { $name }: invalid choice: { $value } (choose from { $known })
wrong-together = { $name }: not allowed with argument { $other }
wrong-none = { $name }: expected at least one argument
wrong-path = the path is empty: name a place
wrong-seed = a seed is a whole number from 0 to 4294967295
wrong-dpi = dpi is a whole number, for example 300

## Results

made-cover = { $path }  { $size } px, seed { $seed }, { $look }
made-own-cover = { $path }  { $size } px, seed { $seed }, your picture
made-print = { $path }  { $size } px
filled-once = { $path }: { $share } of the picture was filled in 1 round.
filled = { $path }: { $share } of the picture was filled in { $rounds } rounds.
no-letters = { $path }: no letters were found in it.
words-changed = { $path }: changed.
