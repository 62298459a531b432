## What was understood and queued

accepted = “{ $title }”, { $action ->
    [start] new cover
    [brief] picture for the changed brief
    [regenerate] another picture
    [option] four options
    [title] new text
    [style] new style
    [picture] your own picture
    [print] print files
    [format] other formats
    [compare] poll
    [remove-text] text removal
    [enlarge] picture for print
   *[series] next book in the series
  }{ $place ->
    [0] : in progress.
    [1] : next in the queue.
   *[other] : number { $place } in the queue.
  }
progress = “{ $title }”: { $count ->
    [one] { "" }
   *[other] { $number } of { $count }:{ " " }
  }{ $stage ->
    [generate] painting
    [remove] looking for text in the picture
    [edit] setting the type
    [upscale] preparing for print
   *[other] working
  }, { $percent } %
progress-late = “{ $title }” is taking longer than this message can be updated. { $private ->
    [yes] You will find the result in /history.
   *[no] The result will be posted as a new message below.
  }
progress-live-preview = “{ $title }” in progress: only light and colours so far.

## What was made

made = “{ $title }”, version { $number } is done in { $seconds } s: { $action ->
    [start] new cover
    [brief] picture for the changed brief
    [regenerate] another picture
    [title] new text
    [style] new style
    [picture] your own picture
   *[series] next book in the series
  }.
understood = From your brief, the picture shows: { $things }.
understood-added = Added by the painter: { $things }.
read = What was read from the brief of “{ $title }”:
read-item = { $role }: { $thing } (“{ $word }”)
read-nothing = Nothing in it is a thing that can be painted.
read-denied = Not to be shown: { $things }.
role-subject = Main thing
role-companion = Beside it
role-prop = Thing
role-place = Place
role-time = Time
role-season = Season
role-weather = Weather
role-era = Period
role-mood = Mood
role-colour = Colour
role-medium = Style
wishes = The illustrator uses the colours and things you name. It can show a mood only through them.
series-kept-type = Kept from the previous book: typefaces, text colours, text positions and author line. The picture shows the subject of the new synopsis. To leave the series look, set a mood or colours in the brief.
series-kept = Kept from the previous book: typefaces, text colours, text positions, author line, and the picture’s colours, light and composition. The picture shows the subject of the new synopsis. To leave the series look, set a mood or colours in the brief.
style-unchanged = { $layer }: nothing changed. There is no room for the change, or it already looked that way.
options = “{ $title }”: { $count ->
    [one] one option is done ({ $seconds } s).
   *[other] { $count } options are done ({ $seconds } s). Choose one by its number. Until you choose, option { $count } is used.
  }
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
    [memory] it needs more memory than is available. Try a smaller size.
    [crash] the painting process crashed or did not start. Try again later, or change the brief.
    [request] { $sentence }
    [missing] { $sentence }
    [storage] the disk is full or cannot be written to; the bot’s owner can see why. Try again later.
    [engine] { $sentence }
    [error] { $sentence }
   *[unexpected] something went wrong; the bot’s owner can see what.
  }
cancelled = “{ $title }” was cancelled.
gone = This book was deleted.
clock-off = The clock of the bot's machine is { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
  } { $way ->
    [ahead] ahead of
   *[behind] behind
  } the chat's: set it. Until then the bot uses the chat's time.
space-low = Only { NUMBER($free, useGrouping: 0) } MB of disk space are free, and { NUMBER($floor, useGrouping: 0) } MB are required. No new pictures are made until there is more space. Text edits and history still work.

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
shown = “{ $title }”, { $option ->
    [0] version { $number }.
   *[other] option { $option } (version { $number }).
  }
history = “{ $title }” has { $count ->
    [one] one version.
   *[other] { $count } versions.
  }
history-item = { $number }: { $action ->
    [start] first cover
    [brief] changed brief
    [regenerate] another picture
    [option] { $option ->
        [0] one of several options
       *[other] option { $option }
      }
    [title] new text
    [style] new style
    [picture] your own picture
    [remove-text] text removed
    [enlarge] resized for print
   *[series] next book in the series
  }{ $current ->
    [yes] { " " }(current)
   *[no] { "" }
  }
history-evicted = The print files of version { $number } were removed to free disk space. The button “Print files” makes them again.
back = “{ $title }”: { $option ->
    [0] version { $number }
   *[other] option { $option } (version { $number })
  } is now the current version.
queue = { $mine ->
    [0] You have nothing in the queue
    [one] You have one job in the queue
   *[other] You have { $mine } jobs in the queue
  } ({ $all ->
    [one] 1 job
   *[other] { $all } jobs
  } in total).
queue-item = “{ $title }”, { $action ->
    [start] new cover
    [brief] changed brief
    [regenerate] another picture
    [option] four options
    [title] new text
    [style] new style
    [picture] your own picture
    [print] print files
    [format] other formats
    [compare] poll
    [remove-text] text removal
    [enlarge] picture for print
   *[series] next book in the series
  }: { $place ->
    [0] in progress
    [1] next
   *[other] number { $place }
  }
cancelling = { $count ->
    [0] This book has no job to cancel.
    [one] Cancelled.
   *[other] { $count } jobs cancelled.
  }
delete-sure = Delete “{ $title }” and { $count ->
    [0] everything in it
    [one] its one version
   *[other] all { $count } versions
  }? This cannot be undone.
deleted = “{ $title }” was deleted, with { $count ->
    [one] one version.
   *[other] { $count } versions.
  }

## Oneself

forget-sure = This deletes everything about you: { $books ->
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
  }, your usage record and, where possible, the messages that show your books. This cannot be undone.
forget-backups = Backups that the bot’s owner made earlier keep what is in them. If you are blocked, the block stays.
forgotten = Deleted: { $books ->
    [one] one book
   *[other] { $books } books
  }, { $versions ->
    [one] one version
   *[other] { $versions } versions
  }, { $files ->
    [one] one file.
   *[other] { $files } files.
  }
exported = Your data: { $books ->
    [one] one book
   *[other] { $books } books
  }, { $files ->
    [one] one file.
   *[other] { $files } files.
  }

## Servers

settings = Language: { $language }. Default ratio: { $ratio }. Generative models: { $models ->
    [on] on
   *[off] off
  }.
settings-models-house = The bot’s owner has switched generative models off for all servers.
blocked = “{ $value }” is blocked here.
blocked-already = “{ $value }” is already blocked here.
unblocked = “{ $value }” is no longer blocked here.
unblocked-not = “{ $value }” is not blocked on this server. Only the bot’s owner can lift a block for all servers.
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
reported-already = You have already reported this version.
reports = { $count ->
    [0] There are no open reports.
    [one] There is one open report.
   *[other] There are { $count } open reports.
  }
reports-item = { NUMBER($number, useGrouping: 0) }: “{ $title }”: { $reason }
resolved = Report { NUMBER($number, useGrouping: 0) } is closed.

## Refusals

refused-stranger = This book belongs to someone else. Only they and the moderators of its server can do this.
refused-not-moderator = Only moderators of this server can do this.
refused-blocked = You are blocked here. You can still see, export and delete your books.
refused-no-book = This book, version or job no longer exists.
refused-no-version = This book has no picture yet. Wait for the first one.
refused-version = This book has no version { $number }.
refused-no-title = A cover needs a title of 1 to { $most } characters.
refused-long-title = The title has { $length } characters. At most { $most } are allowed.
refused-long-text = { $field }: too long. At most { NUMBER($most, useGrouping: 0) } characters are allowed.
refused-ratio = I don’t know the ratio or size “{ $text }”. Try 2:3, A5, 6x9in, 152x225mm or 신국판.
refused-word = Your brief contains a word that is blocked on this server.
refused-models = { $engine } is a generative model, and generative models are switched off here.
refused-emoji = { $field }: { $emoji } is a picture, and no typeface can print it. Take it out, or write it in words.
refused-limit-user = You already have { $count ->
    [one] one job
   *[other] { $count } jobs
  } in the queue. Wait for one to finish, or cancel one.
refused-limit-day = You have asked for { $count ->
    [one] one cover
   *[other] { $count } covers
  } today, which is the daily limit. It resets at midnight (UTC).
refused-limit-server = This server has reached its limit of jobs. Try again in a few minutes.
refused-limit-total = The queue is full. Try again in a few minutes.
refused-space = The bot’s disk is nearly full, so it takes no new pictures. Text edits, styles and history still work. Try again later.
refused-disk-full = The bot’s disk is full, so this could not be saved. Try again later, or tell the bot’s owner.
picture-not-kept = Your text was kept, but your picture was not. Hand it in again, or press “Own picture” under the cover.
refused-space-copy = The bot’s disk has no room for your copy. Try again later, or tell the bot’s owner.
refused-storage = This could not be saved; the bot’s owner can see why. Try again later.
refused-sentence = { $sentence }
refused-no-picture = The file “{ $name }” cannot be read. Give the path of a picture.
refused-big-picture = This picture is too big. At most { $most } MB are allowed.
refused-no-layer = This cover has no { $layer ->
    [title] title
    [subtitle] subtitle
    [author] author’s name
   *[series] series line
  }.
refused-no-style = Choose what to change: typeface, size, place, colour or case.
refused-place = { $layer } is placed with the title. Change the place of the title instead.
refused-choice = Choose { $known }.
refused-color = “{ $text }” is not a colour. Write it like #e8c35a.
refused-setting = There is no setting “{ $name }”. Choose { $known }.
refused-no-block = Name the user or word to block.
refused-user = “{ $text }” is not a user. Write one ID without spaces, as { $platform }:ID.
refused-block-self = You cannot block yourself.
refused-report = This report is already closed, or belongs to another server.
either = { $first } or { $last }

## Choices and forms

choose-layer = Which text should change?
choose-style = { $layer }: what should change? The other texts keep their typefaces and colours.
layer-title = Title
layer-subtitle = Subtitle
layer-author = Author
layer-series = Series
style-larger = Larger
style-smaller = Smaller
style-face = { $face }
style-top = Top
style-middle = Middle
style-bottom = Bottom
style-as-typed = As typed
style-upper = ALL CAPITALS
style-own-color = Another colour
color-white = White
color-ivory = Ivory
color-gold = Gold
color-red = Red
color-blue = Blue
color-black = Black
form-brief = What should the picture of “{ $title }” show?
form-reread = What else should “{ $title }” show, and what not?
form-title = The text on “{ $title }”
form-picture = Use your own picture
form-color = { $layer }: which colour?
form-next = Next book after “{ $title }”
form-report = What is wrong with this picture?
form-cover = A new book
field-title = Title
field-picture-or-none = Your picture, or none to have it painted
field-size = Size or ratio, as A4
field-subtitle = Subtitle
field-author = Author
field-series = Series
field-genre = Genre
field-synopsis = Synopsis
field-requirements = Requirements
field-mood = Mood
field-palette = Colours
field-additions = Add, with commas between
field-strikes = Leave out, with commas between
field-ratio = Ratio or size
field-picture = Path of the picture
field-color = Colour
field-reason = Reason

button-brief = Change brief
button-read = What was read
button-reread = Add or leave out
button-regenerate = Regenerate
button-options = Four options
button-title = Edit title
button-style = Style
button-picture = Own picture
button-print = Print files
button-formats = Formats
button-download = Download
button-next = Next in series
button-history = History
button-report = Report
button-delete = Delete
button-delete-sure = Yes, delete it
button-forget-sure = Yes, forget me
button-cancel = Cancel
button-cancel-of = Cancel “{ $title }”
button-option = Option { $number }
button-back = Version { $number }{ $option ->
    [0] { "" }
   *[other] { " " }(option { $option })
  }
button-book = “{ $title }”
button-resolve = Close report { NUMBER($number, useGrouping: 0) }

## Help and the terminal

help = /cover starts a new book; on its own, it opens a form. The buttons under each picture change it. /history shows your books, /queue your jobs.
console-help = What you can type:
    /cover TITLE | GENRE | SYNOPSIS | RATIO | AUTHOR   a new book (/cover alone asks for one thing after another)
    /books [WORDS], /queue, /cancel   your books (with these words in the title), your jobs, stop the jobs of this book
    /back, /forward, /history   other versions of this book; /poll 1, 2 opens a poll on two of them
    /print SIZE, /formats   files for the printer and for shops; /download   this cover as a JPEG
    /remove-text FILE, /upscale FILE | SIZE   a picture that is not a cover
    /forget, /export   delete or download everything about you
    /settings, /moderate, /block, /blocks, /reports   for moderators
    /quit   leave
    A number presses the button with that number.
console-welcome = Arti Cover is ready. /cover: new book · /help: help · /quit: leave
console-unknown = There is no command “{ $text }”. Type /help for the list.
console-no-button = There is no button { $number }.
console-no-book = Choose a book first: /books.
console-default = { $label } [{ $value }]
console-plain = { $label }
console-form-hint = Enter keeps the value in brackets, “-” clears it, “/stop” cancels the form.
console-form-left = The form was cancelled. Nothing was changed.
console-file = File: { $path }
console-button = [{ $number }] { $label }
console-waiting = Waiting for your jobs to finish …
console-genres = Genres: { $names }. Any other word gets the general style.
console-bye = Goodbye.{ $count ->
    [0] { "" }
    [one] { " " }One job is not finished. It continues at the next start.
   *[other] { " " }{ $count } jobs are not finished. They continue at the next start.
  }

## Chats with many people

private-later = This book is private: only you can see it. If the result takes longer than 15 minutes, you will find it in /history.
facts = Genre: { $genre }. Ratio: { $ratio } ({ $width } × { $height } { $unit ->
    [mm] mm
   *[in] in
  }).
checked = Checked: { $things }.
a-word = { $word }
checked-reads-back = the text reads back exactly as typed
checked-contrast = enough contrast between text and picture
checked-small = the title is readable at thumbnail size
checked-letters = no stray letters in the picture
options-stopped = { $count ->
    [one] One more picture was blocked by the safety check and is not shown.
   *[other] { $count } more pictures were blocked by the safety check and are not shown.
  }
painted = { $engine ->
    [upload] Your own picture.
    [illustrator] Painted by the illustrator, seed { $seed }.
   *[other] Painted by { $engine }, seed { $seed }.
  }
alt = Book cover, { $genre }. { $scene } { $texts } Colours: { $colors }.
alt-texts = Text: { $texts }.
alt-no-texts = There is no text on it.
alt-things = The picture shows: { $things }.
alt-things-added = The picture shows: { $things }; the painter added: { $added }.
alt-added = The painter chose: { $added }.
alt-picture = A picture without text.
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
alt-author = the author’s name “{ $text }” { $place ->
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
alt-poll = Covers of “{ $title }” at thumbnail size, numbered in order: versions { $numbers }.
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
hue-unknown = unknown
picture-made = “{ $title }” is done in { $seconds } s: { $action ->
    [remove-text] text removed
   *[enlarge] resized for print
  }.
picture-no-text = “{ $title }”: no text was found in this picture, so nothing was changed ({ $seconds } s).
printed-jpeg = To fit into this chat, the PDF holds its picture as a JPEG of quality { $quality }. The text stays sharp at any size.
download = “{ $title }”, version { $number }: the cover as a JPEG at full size.
delivered = Attached: { $names }.
file-name = { $name } ({ $size })
linked = { $name } ({ $size }) is too big for this chat: { $url } (link works until { $until }).
too-big = { $name } ({ $size }) is too big for this chat{ $limit ->
    [none] { "" }
   *[other] , which takes up to { $limit }
  }. Choose a smaller size or dpi, or ask the bot’s owner to set files.public_url.
too-many = { $name } ({ $size }) is not attached: a message holds no more files. Ask for this format alone.
file-gone = { $name } is no longer stored. Make it again.
picture-too-big = The picture ({ $size }) is too big for this chat.
picture-gone = The picture is no longer stored.

export-part = Part { $number } of { $count }.
export-left = { $count ->
    [one] One file does
   *[other] { $count } files do
  } not fit into this chat. To get it, open the book in /history.

button-fix = Fix it
button-compare = Open a poll
button-try-again = Try again
button-other-picture = Another picture
button-back-one = ◀ Back
button-forward-one = Forward ▶
button-show-current = Show current version
button-older-books = Older books
button-newer-books = Newer books
button-all-books = All books
button-older = Older versions
button-newer = Newer versions
button-vote = Vote for { $choice }
button-close-poll = Close the poll
button-take = Choose { $choice }
button-remove = { $title } (book { NUMBER($book, useGrouping: 0) })
button-remove-reported = Remove book
button-remove-sure = Yes, remove it
button-block = { $user }
button-reports = Open reports
button-show = Show
menu-face = Typeface
menu-color = Colour
menu-versions = Go back to a version
menu-books = Show a book
menu-cancel = Cancel
menu-remove = Remove a book
menu-block = Block a user
menu-resolve = Close a report

books-late = “{ $title }” has a result that could not be posted in its channel. Open it here.
refused-draft = This form has expired. Start a new one with /cover.
refused-private = This book is private. Only its owner can see it.
refused-not-a-cover = This is a picture, not a cover. To put text on it, start a book with it.
refused-channel = Covers are not made in this channel. Use one of these: { $channels }.
kept-elsewhere = What you typed is kept for a day: /cover in one of those channels opens it filled in.
channel-name = { $channel }
refused-first-version = This is already the first version.
refused-last-version = This is already the newest version.
refused-private-poll = This book is private, so there can be no poll on it.
refused-elsewhere-poll = This book was made elsewhere. Open the poll where it was made.
refused-poll-closed = This poll is closed.
refused-poll-count = Name 2 to 4 different versions, such as 1, 3.
refused-few-versions = This book has only one version. Make another one before you open a poll.
refused-edit-text = Changing a word inside a picture needs the engine DiffSTE, which this version does not have. Remove the text with /remove-text and set new text on a cover instead.
refused-channel-name = “{ $text }” is not a channel.
refused-limit-number = “{ $text }” is not a limit. Write a number from 1 to { NUMBER($most, useGrouping: 0) }.

form-compare = Which versions are in the poll?
field-numbers = Version numbers, 2 to 4
poll = Which cover of “{ $title }” would you pick up in a shop? They are shown at thumbnail size.
poll-closed = The poll on “{ $title }” is closed: { $total ->
    [0] nobody voted.
    [one] one vote.
   *[other] { $total } votes.
  }
poll-item = { $choice } (version { $number }): { $votes ->
    [one] one vote
   *[other] { $votes } votes
  }
voted = You voted for { $choice }. You can change your vote until the poll is closed.

settings-engine = Painter: { $engine }.
settings-engine-auto = Painter: the best one available.
settings-engine-cannot = { $engine } cannot paint here now, so another painter is used: { $why }
settings-engine-off = While generative models are off, the illustrator paints.
settings-engine-unknown = this version does not know it.
settings-glimpses = Previews of light and colours while a model paints: { $glimpses ->
    [on] on.
   *[off] off.
  }
refused-engine = { $engine } cannot paint here: { $why } Available: { $known }.
settings-channels = Covers are made in: { $channels }.
settings-channels-all = Covers are made in all channels.
settings-limits = Limits: for each user { NUMBER($open, useGrouping: 0) } jobs at once and { NUMBER($day, useGrouping: 0) } a day; for the server { NUMBER($server, useGrouping: 0) } at once (0 means no limit).
settings-filter = { $count ->
    [0] No words are blocked.
    [one] One word is blocked.
   *[other] { $count } words are blocked.
  }
log-channel = Reports are posted in { $channel }.
log-channel-none = Reports appear only in /moderate. To have them posted, choose a log channel in /settings.
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
    [title] new text
    [style] new style
    [picture] own picture
    [print] print files
    [format] other formats
    [compare] poll
    [remove-text] text removal
    [enlarge] picture for print
   *[series] next book in the series
  } ({ $state ->
    [queued] waiting
    [running] in progress
    [failed] failed
    [cancelled] cancelled
   *[done] done
  })
somebody = a user who deleted their data
a-title = “{ $title }”
a-private-book = a private book
remove-sure = Remove { $title } by { $user } and { $count ->
    [0] everything in it
    [one] its one version
   *[other] all { $count } versions
  }, with the messages that show it? This cannot be undone.
removed = Removed: { $title }, with { $count ->
    [one] one version.
   *[other] { $count } versions.
  }
report-new = Report { NUMBER($number, useGrouping: 0) } from { $user }: { $reason }
report-gone = This report was closed, or its book was deleted.
log-removed = { $by } removed book { NUMBER($book, useGrouping: 0) } by { $user }.
log-blocked = { $by } blocked { $user }.

help-image = /remove-text removes text from a picture, /upscale enlarges a picture for print. /edit-text needs an engine that this version does not have.
help-own = /forget-me deletes everything about you, /export-me gives you a copy of it.
help-private = Only you can see a private book. If its result takes longer than 15 minutes, you will find it in /history.
help-server = For moderators: /settings (channels, limits, painter, language, generative models, previews while painting, blocked words, log channel) and /moderate (recent requests, removing a book, blocking a user, reports).
help-moderators = For a private book, moderators see who asked for it, but not its title or picture, unless its owner reports it. The bot’s owner can read the data folder.

## Discord

discord-unexpected = Something went wrong; the bot’s owner can see what. Try again.
discord-old-button = This button or form is from an older version of the bot. Open the book again with /history.
discord-old-command = This command has just changed. Wait a minute, then type it again.
discord-upload-type = “{ $name }” is not a picture the bot can read. Send a PNG, JPEG, WebP or HEIC file.
discord-upload-size = “{ $name }” is too big. At most { $most } MB are allowed.
discord-upload-fetch = “{ $name }” could not be downloaded from Discord. Try again.
discord-emoji = { $field }: { $shown } has no letters, so it cannot be printed. It was taken out; write it in words if it matters.
discord-part-browse = Browse Channels
discord-part-customize = Channels & Roles
discord-part-guide = Server Guide
discord-part-home = Server Guide
discord-part-linked-roles = Linked Roles
discord-too-large = The files are too large for this chat. Ask for a smaller size, or for fewer formats at once.
discord-below = The result is in a new message below.
discord-lacking = The bot cannot be used in this channel. It needs these permissions: { $permissions }. A server manager can grant them, or you can go on in direct messages.
discord-log-lacking = The bot cannot write in { $channel }. It needs these permissions: { $permissions }. Grant them there, or choose another channel.
discord-permission-view-channel = View Channel
discord-permission-send-messages = Send Messages
discord-permission-send-messages-in-threads = Send Messages in Threads
discord-permission-attach-files = Attach Files
discord-permission-read-message-history = Read Message History
discord-button-direct = Go on in direct messages
discord-button-go-on = Continue with my text
discord-button-new = New cover
discord-direct = The bot works here. Press the button, or type /cover.
discord-direct-sent = Check your direct messages.
discord-direct-closed = The bot cannot send you direct messages. Allow them from this server in its privacy settings, then press again.
discord-switch-on = on
discord-switch-off = off
