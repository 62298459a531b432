## What was understood and queued

accepted = “{ $title }”, { $action ->
    [start] new cover
    [brief] picture from the changed brief
    [regenerate] another picture
    [option] four options
    [title] new words
    [style] new style
    [picture] your own picture
    [print] print files
    [format] other formats
    [compare] a poll
    [remove-text] letters to be removed
    [enlarge] picture to be enlarged
   *[series] next book of the series
  }{ $place ->
    [0] : being made.
    [1] : next in the queue.
   *[other] : number { $place } in the queue.
  }
progress = “{ $title }”: { $stage ->
    [generate] painting
    [remove] looking for letters in the picture
    [edit] setting the type
    [upscale] preparing for print
   *[other] working
  }, { $percent } %
progress-late = “{ $title }” takes longer than this message can be changed. { $private ->
    [yes] The result waits for you in /history.
   *[no] The result comes as a message of its own, below.
  }
progress-glimpse = “{ $title }” while it is being painted: its light and colours only.

## What was made

made = “{ $title }”, version { $number } is done in { $seconds } s: { $action ->
    [start] new cover
    [brief] picture from the changed brief
    [regenerate] another picture
    [title] new words
    [style] new style
    [picture] your own picture
   *[series] next book of the series
  }.
understood = From the brief, the picture shows: { $things }.
wishes = The illustrator follows the colours and things you name; a mood only as far as these carry it.
series-kept-type = Kept from the earlier book: typefaces, letter colours, places of the type, author line. What is shown follows the new synopsis. Another mood or palette in the brief leaves the series’ look.
series-kept = Kept from the earlier book: typefaces, letter colours, places of the type, author line, and the palette, light and composition of the picture. What is shown follows the new synopsis. Another mood or palette in the brief leaves the series’ look.
style-unchanged = Nothing changed on { $layer }: there is no room for it, or it looked so before.
notice = Note: { $sentence }
notice-contrast = Look at this before you use it: the { $role ->
    [title] title
    [subtitle] subtitle
    [author] author
   *[series] series
  } stands out too little from the picture.
notice-reads-back = Look at this before you use it: the { $role ->
    [title] title
    [subtitle] subtitle
    [author] author
   *[series] series
  } did not read back letter for letter.
notice-small = Look at this before you use it: the title is hard to read in a shop's small picture.
notice-letters = Look at this before you use it: something in the picture reads like letters.
notice-genre = I do not know the genre “{ $genre }”, so the general look is used.
notice-dpi = Your picture has { $dpi } dpi at this size.
notice-soft = Your picture has { $dpi } dpi at { $size } in: fine on a screen, soft in print.
notice-cut = { $percent } % of your picture was cut off to fit the page.
notice-mirrored = The picture does not reach to the edge of this bleed: its border was mirrored there.
notice-enlarged = The stored picture was enlarged instead of painted anew.
notice-letters-left = This still reads like letters: { $words }.
notice-series-led = The model was led by the colours, light and composition of the earlier book’s picture; it may stray from them.
notice-series-told = The model was told the colours of the earlier book’s picture; it could not be led by its light and composition.
notice-own-picture = This picture cannot follow the earlier book's; faces, colours and places of the type are those of the series.
# Styles and formats.
notice-lacks-letters = { $family } lacks letters of the { $role ->
    [title] title
    [subtitle] subtitle
    [author] author
   *[series] series line
  }, so { $others } is used for those.
notice-moved = The { $role ->
    [title] title
    [subtitle] subtitle
    [author] author
   *[series] series line
  } moved to make room for the { $other ->
    [title] title
    [subtitle] subtitle
    [author] author
   *[series] series line
  }.
notice-no-larger = There is no room for a larger { $role ->
    [title] title
    [subtitle] subtitle
    [author] author
   *[series] series line
  }: it stays as it is.
notice-no-smaller = A smaller { $role ->
    [title] title
    [subtitle] subtitle
    [author] author
   *[series] series line
  } could not be read: it stays as it is.
notice-partly-larger = There was room for { $percent } % more only: the { $role ->
    [title] title
    [subtitle] subtitle
    [author] author
   *[series] series line
  } is as large as it can be.
notice-own-dpi = The picture has { $dpi } dpi of its own at this size; the rest was added in enlarging it. Look at a part of the print at its full size before you have it printed.
notice-recut = { $percent } % of the picture was cut off around its subject for this shape.
notice-extended = The picture was continued past its edges for this shape: { $percent } % of it is new.
# Of the engine `diffusion`.
notice-words-taken = The painting model reads English only, so these words were taken from your brief: { $words }.
notice-words-unknown = The painting model reads English only and could use no word of your brief: the genre alone was painted.
notice-translated = Translated for the painting model: { $text }
notice-fallback = The illustrator painted this cover, because { $engine } cannot paint here now: { $why }
notice-safety = { $count ->
    [1] The model's safety checker stopped one picture before this one.
   *[other] The model's safety checker stopped { $count } pictures before this one.
  }
notice-memory = Memory was short, so the picture was painted more slowly.
notice-differs = Look at the print before you use it: it differs from the preview.
options = “{ $title }”: { $count } options are done ({ $seconds } s). Choose one by its number; until then the last, version { $number }, stands.
printed = “{ $title }”, version { $number }: the files are done ({ $seconds } s).
printed-item = { $name ->
    [print] Print
    [ebook] E-book
    [paperback] Paperback
    [square] Square
    [banner] Banner
   *[other] { $name }
  }: { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } px, { $dpi } dpi.
failed = “{ $title }” could not be made: { $reason ->
    [timeout] it took too long. Try again.
    [memory] it needs more memory than there is. Try a smaller size.
    [crash] the painting process broke down or does not start. Try again later, or change the brief.
    [request] { $sentence }
    [missing] { $sentence }
    [storage] the disk is full or cannot be written; the owner can see why. Try again later.
    [engine] { $sentence }
    [error] { $sentence }
   *[unexpected] something went wrong inside; the owner of this bot can see what.
  }
cancelled = “{ $title }” was cancelled.
gone = This book was deleted.
space-low = Only { NUMBER($free, useGrouping: 0) } MB are free, { NUMBER($floor, useGrouping: 0) } MB are wanted: no new pictures until there is more space. Edits and history go on.

## Books and versions

no-books = You have no books yet. Start one with /cover.
books = { $count ->
    [one] You have one book.
   *[other] You have { $count } books.
  }
books-page = Page { $page } of { $pages }.
books-found = { $count ->
    [one] One of your { $all } books has “{ $text }” in its title.
   *[other] { $count } of your { $all } books have “{ $text }” in their titles.
  }
books-none = None of your { $all } books has “{ $text }” in its title.
books-item = { NUMBER($number, useGrouping: 0) }: “{ $title }”
shown = “{ $title }”, version { $number }.
history = “{ $title }” has { $count ->
    [one] one version.
   *[other] { $count } versions.
  }
history-item = { $number }: { $action ->
    [start] first cover
    [brief] changed brief
    [regenerate] another picture
    [option] an option
    [title] other words
    [style] another style
    [picture] a picture of your own
    [remove-text] letters removed
    [enlarge] enlarged for print
   *[series] next in the series
  }{ $current ->
    [yes] { " " }(the current one)
   *[no] { "" }
  }
history-evicted = Print files of version { $number } were removed to make room; Upscale makes them again.
back = “{ $title }”: version { $number } is the current one again.
queue = { $mine ->
    [0] Nothing of yours is under way
    [one] One job of yours is under way
   *[other] { $mine } jobs of yours are under way
  }, { $all } in all.
queue-item = “{ $title }”, { $action ->
    [start] new cover
    [brief] changed brief
    [regenerate] another picture
    [option] four options
    [title] new words
    [style] new style
    [picture] your own picture
    [print] print files
    [format] other formats
    [compare] a poll
    [remove-text] letters to be removed
    [enlarge] picture to be enlarged
   *[series] next in the series
  }: { $place ->
    [0] being made
    [1] next
   *[other] number { $place }
  }
cancelling = { $count ->
    [0] Nothing is under way for this book.
    [one] Cancelled.
   *[other] { $count } jobs cancelled.
  }
delete-sure = Delete “{ $title }” with { $count ->
    [0] everything in it
    [one] its one version
   *[other] all { $count } versions
  }? This cannot be undone.
deleted = “{ $title }” was deleted, with { $count ->
    [one] one version.
   *[other] { $count } versions.
  }

## Oneself

forget-sure = This would delete everything of yours: { $books ->
    [one] one book
   *[other] { $books } books
  }, { $versions ->
    [one] one version
   *[other] { $versions } versions
  }, { $files ->
    [one] one file
   *[other] { $files } files
  }, { $jobs ->
    [one] one job
   *[other] { $jobs } jobs
  }, the messages that show them where that can be done, and your usage. It cannot be undone.
forget-backups = Backups that the owner of this bot made before keep what they hold. A block stays, if there is one.
forgotten = Forgotten: { $books ->
    [one] one book
   *[other] { $books } books
  }, { $versions ->
    [one] one version
   *[other] { $versions } versions
  }, { $files ->
    [one] one file.
   *[other] { $files } files.
  }
exported = Everything about you: { $books ->
    [one] one book
   *[other] { $books } books
  }, { $files ->
    [one] one file.
   *[other] { $files } files.
  }

## Servers

settings = Language: { $language }. Usual ratio: { $ratio }. Generative models: { $models ->
    [on] on
   *[off] off
  }.
settings-models-house = The owner of this bot has switched generative models off for all servers.
blocked = “{ $value }” is blocked here.
blocked-already = “{ $value }” was blocked here already.
unblocked = “{ $value }” is no longer blocked here.
unblocked-not = “{ $value }” was not blocked here; a block for all servers is the owner's.
blocks = Blocked here: { $users ->
    [one] one user
   *[other] { $users } users
  }, { $words ->
    [one] one word.
   *[other] { $words } words.
  }
blocks-user = User { $value }: { $reason }
blocks-word = Word “{ $value }”: { $reason }
reported = Thank you. The moderators of this server can see your report.
reported-already = You have reported this version before.
reports = { $count ->
    [0] There are no open reports.
    [one] There is one open report.
   *[other] There are { $count } open reports.
  }
reports-item = { NUMBER($number, useGrouping: 0) }: “{ $title }”: { $reason }
resolved = Report { NUMBER($number, useGrouping: 0) } is closed.

## Refusals

refused-stranger = This book belongs to somebody else: only they and the moderators of its server may do this.
refused-not-moderator = Only moderators of this server may do this.
refused-blocked = You are blocked here. You can still see, export and delete what is yours.
refused-no-book = This book, version or job is no longer here.
refused-no-version = This book has no picture yet: wait for its first one.
refused-version = There is no version { $number } of this book.
refused-no-title = A cover needs a title of 1 to { $most } characters.
refused-long-title = The title has { $length } characters; at most { $most } fit.
refused-long-text = { $field } is too long: at most { NUMBER($most, useGrouping: 0) } characters fit.
refused-ratio = “{ $text }” is no ratio or size I know: try 2:3, A5, 6x9in, 152x225mm or 신국판.
refused-word = This holds a word that is not served here.
refused-models = { $engine } is a generative model, and those are switched off here.
refused-limit-user = You already have { $count ->
    [one] one job
   *[other] { $count } jobs
  } under way: wait for one, or cancel one.
refused-limit-day = You have asked for { $count ->
    [one] one cover
   *[other] { $count } covers
  } today, as many as a day allows: come back tomorrow (UTC).
refused-limit-server = This server has as many jobs under way as it may: try again in a moment.
refused-limit-total = The queue is full: try again in a moment.
refused-space = The bot’s disk is nearly full, so it takes no new pictures. Words, styles and history go on; try later.
refused-disk-full = The bot’s disk is full, so this could not be stored. Try again later, or tell whoever runs the bot.
picture-not-kept = Your words are kept, your picture is not: hand it in again, or press “Own picture” under the cover.
refused-space-copy = The bot’s disk has no room for your copy: try again later, or tell whoever runs the bot.
refused-storage = This could not be stored just now; the owner of this bot can see why. Try again later.
refused-sentence = { $sentence }
refused-no-picture = “{ $name }” cannot be read as a file: give the path of a picture.
refused-big-picture = This picture is too big: at most { $most } MB.
refused-no-layer = This cover has no text of this kind ({ $layer }).
refused-no-style = Choose what to change: face, size, place, colour or case.
refused-place = { $layer } stands with the title and goes where it goes: place the title.
refused-choice = “{ $text }” is not a choice here: { $known }.
refused-color = “{ $text }” is no colour: write it as #e8c35a.
refused-setting = There is no setting “{ $name }”: there are { $known }.
refused-no-block = Name the user or word.
refused-user = “{ $text }” is not a user: write one id without spaces, as { $platform }:ID.
refused-block-self = You cannot block yourself.
refused-report = This report is closed already, or is not of this server.

## Choices and forms

choose-layer = Which text?
choose-style = { $layer }: what should change? The other texts keep their faces and colours.
layer-title = Title
layer-subtitle = Subtitle
layer-author = Author
layer-series = Series
style-larger = Larger
style-smaller = Smaller
style-face = { $face }
style-top = To the top
style-middle = To the middle
style-bottom = To the bottom
style-as-typed = As typed
style-upper = CAPITALS
style-own-color = Another colour
color-white = White
color-ivory = Ivory
color-gold = Gold
color-red = Red
color-blue = Blue
color-black = Black
form-brief = What should the picture of “{ $title }” show?
form-title = The words on “{ $title }”
form-picture = A picture of your own
form-color = { $layer }: which colour?
form-next = The next book after “{ $title }”
form-report = What is wrong with this picture?
form-cover = A new book
field-title = Title
field-subtitle = Subtitle
field-author = Author
field-series = Series
field-genre = Genre
field-synopsis = Synopsis
field-requirements = Requirements
field-mood = Mood
field-palette = Colours
field-ratio = Ratio or size
field-picture = Path of the picture
field-color = Colour
field-reason = Reason

button-brief = Change brief
button-regenerate = Regenerate
button-options = Four options
button-title = Edit title
button-style = Style
button-picture = Own picture
button-print = Upscale
button-formats = Formats
button-next = Next in series
button-history = History
button-report = Report
button-delete = Delete
button-delete-sure = Yes, delete it
button-forget-sure = Yes, forget me
button-cancel = Cancel
button-cancel-of = Cancel “{ $title }”
button-option = Option { $number }
button-back = Back to { $number }
button-book = “{ $title }”
button-resolve = Close report { NUMBER($number, useGrouping: 0) }

## Help and the terminal

help = What I can do: /cover starts a book, alone with a form. Buttons under each picture change it. /history shows your books, /queue what is under way.
console-help = What I can do here:
    /cover TITLE | GENRE | SYNOPSIS | RATIO | AUTHOR   a new book (or /cover alone, and I ask)
    /books [WORDS], /queue, /cancel   my books (with these words in the title), what is under way, end it
    /back, /forward, /history   other versions of the book; /poll 1, 2 asks which is better
    /remove-text FILE, /upscale FILE | SIZE   a picture by itself
    /forget, /export   delete or take along everything about me
    /settings, /moderate, /block, /blocks, /reports   for moderators
    A number presses the button with that number.
console-welcome = Arti Cover is ready. Type /cover for a new book, /help for the rest, /quit to leave.
console-unknown = I do not know “{ $text }”. Type /help.
console-no-button = There is no button { $number }.
console-no-book = Choose a book first: /books.
console-default = { $label } [{ $value }]
console-plain = { $label }
console-form-hint = Enter keeps what stands in brackets, “-” empties it, “/stop” leaves the form.
console-form-left = The form was left; nothing was changed.
console-file = File: { $path }
console-button = [{ $number }] { $label }
console-waiting = Waiting for what is under way …
console-bye = Good-bye. What is still queued goes on at the next start.

## Chats with many people

private-later = This book is private: only you see it. If the result takes longer than 15 minutes, it waits for you in /history.
facts = Genre: { $genre }. Ratio: { $ratio } ({ $width } × { $height } { $unit ->
    [mm] mm
   *[in] in
  }).
checked = Checked: { $things }.
checked-reads-back = the words read back letter for letter
checked-contrast = the letters stand out from the picture
checked-small = the title is legible at the size of a shop's small picture
checked-letters = no stray letters in the picture
options-stopped = { $count ->
    [one] One more picture was stopped by the safety check, so it is not shown.
   *[other] { $count } more pictures were stopped by the safety check, so they are not shown.
  }
painted = { $engine ->
    [upload] Your own picture.
    [illustrator] Painted by the illustrator, seed { $seed }.
   *[other] Painted by { $engine }, seed { $seed }.
  }
alt = Book cover, { $genre }. { $scene } { $texts } Colours: { $colors }.
alt-texts = Its words: { $texts }.
alt-no-texts = There are no words on it.
alt-things = The picture shows: { $things }.
alt-picture = A picture without words of its own.
alt-title = the title “{ $text }” { $place ->
    [top] at the top
    [bottom] at the bottom
   *[middle] in the middle
  }
alt-subtitle = the subtitle “{ $text }” { $place ->
    [top] at the top
    [bottom] at the bottom
   *[middle] in the middle
  }
alt-author = the author's name “{ $text }” { $place ->
    [top] at the top
    [bottom] at the bottom
   *[middle] in the middle
  }
alt-series = the series “{ $text }” { $place ->
    [top] at the top
    [bottom] at the bottom
   *[middle] in the middle
  }
alt-picture-alone = The picture “{ $title }”.
alt-sheet = { $count } numbered covers of “{ $title }” side by side.
alt-poll = Covers of “{ $title }” as small as in a shop, numbered in order: versions { $numbers }.
hue-black = black
hue-white = white
hue-grey = grey
hue-cream = cream
hue-beige = beige
hue-brown = brown
hue-red = red
hue-dark-red = dark red
hue-light-red = light red
hue-orange = orange
hue-yellow = yellow
hue-green = green
hue-dark-green = dark green
hue-light-green = light green
hue-teal = teal
hue-blue = blue
hue-dark-blue = dark blue
hue-light-blue = light blue
hue-purple = purple
hue-pink = pink
hue-unknown = not noted
picture-made = “{ $title }” is done in { $seconds } s: { $action ->
    [remove-text] without its letters
   *[enlarge] enlarged for print
  }.
printed-jpeg = So that the PDF fits into this chat, its picture is a JPEG of quality { $quality }; the letters are sharp at any size.
delivered = Attached: { $names }.
file-name = { $name } ({ $size })
linked = { $name } ({ $size }) is too big for this chat: { $url } (works until { $until }).
too-big = { $name } ({ $size }) is too big for this chat{ $limit ->
    [none] {""}
   *[other] , which takes { $limit }
  }: choose a smaller size or dpi, or ask the owner of this bot to set files.public_url.
too-many = { $name } ({ $size }) is one file too many for this message: ask for this format alone.
file-gone = { $name } is no longer stored: make the print files again.
picture-too-big = The picture ({ $size }) is too large for this chat.
picture-gone = The picture is no longer stored.

export-part = Part { $number } of { $count }.
export-left = { $count ->
    [one] One file does
   *[other] { $count } files do
  } not fit into this chat: open the book in /history and take it there.

button-fix = Fix it
button-compare = Ask the server
button-back-one = ◀ Back
button-forward-one = Forward ▶
button-show-current = Show the current one
button-older-books = Older books
button-newer-books = Newer books
button-all-books = All books
button-older = Older versions
button-newer = Newer versions
button-vote = Vote for { $choice }
button-close-poll = Close the poll
button-take = Take { $choice }
button-remove = { $title } (book { NUMBER($book, useGrouping: 0) })
button-remove-reported = Remove the book
button-remove-sure = Yes, remove it
button-block = { $user }
button-reports = Open reports
button-show = Show it
menu-face = Typeface
menu-color = Colour
menu-versions = Back to a version
menu-books = Show a book
menu-cancel = Cancel
menu-remove = Remove a book
menu-block = Block a user
menu-resolve = Close a report

books-late = “{ $title }” has a result that could not be shown in its channel: open it here.
refused-draft = This form is no longer here: start a new one with /cover.
refused-private = This book is private: only its owner sees it.
refused-not-a-cover = This is a picture by itself, no cover: start a book with it to set type on it.
refused-channel = No covers are made in this channel. Ask in: { $channels }.
channel-name = { $channel }
refused-first-version = This is the first version already.
refused-last-version = This is the newest version already.
refused-private-poll = This book is private, so the server cannot be asked about it.
refused-elsewhere-poll = This book was made elsewhere: ask where it was made.
refused-poll-closed = This poll is closed.
refused-poll-count = Name 2 to 4 different versions, as 1, 3.
refused-few-versions = There is only one version of this book yet: make another, then ask.
refused-edit-text = Changing a word inside a picture needs the engine DiffSTE, which this version does not have yet. Take the letters out with /remove-text and set new ones on a cover instead.
refused-channel-name = “{ $text }” is no channel.
refused-limit-number = “{ $text }” is no limit: write a number from 1 to { NUMBER($most, useGrouping: 0) }.

form-compare = Which versions?
field-numbers = Version numbers, 2 to 4
poll = Which cover of “{ $title }” would you pick up in a shop? They are shown as small as a shop shows them.
poll-closed = The poll on “{ $title }” is closed: { $total ->
    [0] nobody voted.
    [one] one vote.
   *[other] { $total } votes.
  }
poll-item = { $choice } (version { $number }): { $votes ->
    [one] one vote
   *[other] { $votes } votes
  }
voted = Your vote for { $choice } counts. You may change it until the poll is closed.

settings-engine = Painter: { $engine }.
settings-engine-auto = Painter: the best that can run.
settings-engine-cannot = { $engine } cannot paint here now, so another painter does: { $why }
settings-engine-off = While generative models are off, the illustrator paints.
settings-engine-unknown = this version does not know it.
settings-glimpses = While a model paints, its light and colours are { $glimpses ->
    [on] shown.
   *[off] not shown.
  }
refused-engine = { $engine } cannot paint here: { $why } What can: { $known }.
settings-channels = Covers are made in: { $channels }.
settings-channels-all = Covers are made in all channels.
settings-limits = Limits: { NUMBER($open, useGrouping: 0) } jobs at once and { NUMBER($day, useGrouping: 0) } a day for each user, { NUMBER($server, useGrouping: 0) } at once for the server (0 is no limit).
settings-filter = { $count ->
    [0] No words are blocked.
    [one] One word is blocked.
   *[other] { $count } words are blocked.
  }
log-channel = Reports go to { $channel }.
log-channel-none = Reports stand in /moderate only; /settings can name a log channel for them.
moderate = { $count ->
    [0] Nobody has asked for anything here yet.
    [one] The last request here:
   *[other] The last { $count } requests here, by { $users ->
        [one] one user
       *[other] { $users } users
      }:
  }
moderate-user = { $user }: { $count ->
    [one] one request
   *[other] { $count } requests
  }
moderate-item = · { $title }, { $action ->
    [start] new cover
    [brief] changed brief
    [regenerate] another picture
    [option] options
    [title] new words
    [style] new style
    [picture] own picture
    [print] print files
    [format] other formats
    [compare] poll
    [remove-text] letters removed
    [enlarge] picture enlarged
   *[series] next in the series
  } ({ $state ->
    [queued] waiting
    [running] being made
    [failed] failed
    [cancelled] cancelled
   *[done] done
  })
somebody = somebody who was forgotten
a-title = “{ $title }”
a-private-book = a private book
remove-sure = Remove { $title } of { $user } with { $count ->
    [0] everything in it
    [one] its one version
   *[other] all { $count } versions
  }, and the messages that show it? This cannot be undone.
removed = Removed: { $title }, with { $count ->
    [one] one version.
   *[other] { $count } versions.
  }
report-new = Report { NUMBER($number, useGrouping: 0) } by { $user }: { $reason }
report-gone = A report was closed, or its book deleted.
log-removed = { $by } removed book { NUMBER($book, useGrouping: 0) } of { $user }.
log-blocked = { $by } blocked { $user }.

help-image = /remove-text takes the letters out of a picture, /upscale enlarges one for print, /edit-text says what is missing for it.
help-own = /forget-me deletes everything about you, /export-me gives you a copy of it.
help-private = A private book is shown to you alone; a result later than 15 minutes waits in /history.
help-server = For moderators: /settings (channels, limits, painter, language, generative models, glimpses of what is being painted, filter, log channel) and /moderate (recent requests, remove a book, block a user, reports).
help-moderators = Of private books, moderators see that one was asked for and by whom, not its title or picture, unless its owner reports it. The owner of the bot can read the data folder.

## Discord

discord-unexpected = Something went wrong inside; the owner of this bot can see what. Try again.
discord-old-button = This button or form is from an older version of the bot: call the book up again with /history.
discord-old-command = This command has just changed: wait a minute, then type it again.
discord-upload-type = “{ $name }” is no picture I can read: hand in a PNG, JPEG or WebP file.
discord-upload-size = “{ $name }” is too big: at most { $most } MB.
discord-upload-fetch = “{ $name }” could not be fetched from Discord: try again.
discord-too-large = The files are too large for this chat. Ask for a smaller size, or for fewer formats at once.
discord-below = The result stands below, in a message of its own.
discord-lacking = I cannot work in this channel: { $permissions } missing. Somebody who manages the server can allow it; or we go on in direct messages.
discord-log-lacking = I cannot write in { $channel }: { $permissions } missing. Allow it there, or choose another channel.
discord-permission-view-channel = View Channel
discord-permission-send-messages = Send Messages
discord-permission-send-messages-in-threads = Send Messages in Threads
discord-permission-attach-files = Attach Files
discord-permission-read-message-history = Read Message History
discord-button-direct = Go on in direct messages
discord-button-go-on = Go on with what I typed
discord-button-new = New cover
discord-direct = Here we can work: press the button, or type /cover.
discord-direct-sent = I have written to you.
discord-direct-closed = I cannot write to you: allow direct messages from this server in its privacy settings, then press again.
discord-switch-on = on
discord-switch-off = off
command-cover = cover
command-cover-description = A new book cover; with nothing filled in, a form opens
command-history = history
command-history-description = Your books, with every version of each
command-queue = queue
command-queue-description = What is under way, and where yours stands
command-remove-text = remove-text
command-remove-text-description = Take the letters out of a picture
command-edit-text = edit-text
command-edit-text-description = Change a word in a picture, in its own style
command-upscale = upscale
command-upscale-description = Enlarge a picture for print
command-forget-me = forget-me
command-forget-me-description = Delete everything about you
command-export-me = export-me
command-export-me-description = A copy of everything about you
command-help = help
command-help-description = What this bot can do, and who sees what
command-settings = settings
command-settings-description = This server's settings; with nothing filled in, they are shown
command-moderate = moderate
command-moderate-description = Who asked for what here lately, and what to do about it
option-search = search
option-search-description = Words of a title: only books that have them are listed
option-title = title
option-title-description = The title, exactly as it shall stand on the cover
option-genre = genre
option-genre-description = What kind of book it is
option-synopsis = synopsis
option-synopsis-description = What happens in it: the picture shows what you name here
option-ratio = ratio
option-ratio-description = The shape or size: 2:3, A5, 6x9in ...
option-author = author
option-author-description = The author's name
option-subtitle = subtitle
option-subtitle-description = The line below the title
option-series = series
option-series-description = The series, with this book's number
option-requirements = requirements
option-requirements-description = What else must be in the picture, or must not
option-background = background
option-background-description = A picture of your own instead of a painted one (PNG, JPEG or WebP)
option-options = options
option-options-description = How many different pictures to choose from
option-seed = seed
option-seed-description = A number that brings the same picture again
option-private = private
option-private-description = Only you see it
option-picture = picture
option-picture-description = The picture (PNG, JPEG or WebP)
option-find = find
option-find-description = The word as it stands in the picture
option-replace = replace
option-replace-description = What shall stand there instead
option-size = size
option-size-description = The printed size: A4, 6x9in ...; without one, four times its pixels
option-dpi = dpi
option-dpi-description = Dots per inch in print
option-language = language
option-language-description = The language of public messages here
option-generative-models = generative-models
option-generative-models-description = Whether models may paint here
option-glimpses = glimpses
option-glimpses-description = Whether light and colours are shown while a model paints
option-engine = engine
option-engine-description = Which painter works here
option-channels = channels
option-channels-description = The only channels to work in, as #names
option-log-channel = log-channel
option-log-channel-description = Where reports and what moderators do are told
option-user-open = jobs-per-person
option-user-open-description = Jobs of one person that may wait or run
option-user-per-day = jobs-per-day
option-user-per-day-description = Jobs of one person in a day
option-server-open = jobs-per-server
option-server-open-description = Jobs of this server that may wait or run
option-filter = blocked-words
option-filter-description = Words that are not served here, with commas between them
option-reset = reset
option-reset-description = A setting to take back to its default
