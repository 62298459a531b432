notice = Note: { $sentence }
notice-contrast = Note: the { $role ->
    [title] title
    [subtitle] subtitle
    [author] author’s name
   *[series] series line
  } has too little contrast with the picture behind it.
notice-reads-back = Note: the { $role ->
    [title] title
    [subtitle] subtitle
    [author] author’s name
   *[series] series line
  } could not be read back exactly as typed. Check its spelling on the cover.
notice-small = Note: the title is hard to read at thumbnail size.
notice-letters = Note: something in the picture looks like text.
notice-genre = The genre “{ $genre }” is unknown, so the default style was used.
notice-dpi = Your picture has { $dpi } dpi at this size.
notice-soft = Your picture has { $dpi } dpi at { $size } in: fine on a screen, soft in print.
notice-slightly-soft = Your picture has { $dpi } dpi at { $size } in: fine on a screen, slightly soft in print.
notice-cut = { $percent } % of your picture was cropped to fit the page.
notice-mirrored = The picture does not reach the edge of this bleed, so its border was mirrored to fill it.
notice-enlarged = The stored picture was resized instead of being painted again.
notice-letters-left = This still looks like text: { $words }.
notice-series-led = The model was guided by the colours, light and composition of the previous book’s picture. It may differ from them.
notice-series-told = The model was given the colours of the previous book’s picture. It could not follow its light and composition.
notice-own-picture = This picture cannot follow the previous book’s. Typefaces, text colours and text positions are those of the series.
# Styles and formats.
notice-lacks-letters = { $family } has no glyphs for some letters of the { $role ->
    [title] title
    [subtitle] subtitle
    [author] author’s name
   *[series] series line
  }, so { $others } is used for them.
notice-moved = The { $role ->
    [title] title
    [subtitle] subtitle
    [author] author’s name
   *[series] series line
  } was moved to make room for the { $other ->
    [title] title
    [subtitle] subtitle
    [author] author’s name
   *[series] series line
  }.
notice-no-larger = There is no room for a larger { $role ->
    [title] title
    [subtitle] subtitle
    [author] author’s name
   *[series] series line
  }, so it stays as it is.
notice-no-smaller = A smaller { $role ->
    [title] title
    [subtitle] subtitle
    [author] author’s name
   *[series] series line
  } would be unreadable, so it stays as it is.
notice-partly-larger = The { $role ->
    [title] title
    [subtitle] subtitle
    [author] author’s name
   *[series] series line
  } was enlarged by only { $percent } %: there is no room for more.
notice-own-dpi = The picture itself has { $dpi } dpi at this size; the rest was added by enlarging it. Check part of the print at full size before you have it printed.
notice-reduced = Your picture has { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } px, more than this size takes at { $dpi } dpi, so it was made smaller, not enlarged.
notice-recut = { $percent } % of the picture was cropped, around its subject, to fit this shape.
notice-extended = The picture was extended past its edges to fit this shape: { $percent } % of it is new.
# Of the engine `diffusion`.
notice-words-taken = The painting model reads only English, so these words of your brief were used: { $words }.
notice-words-unknown = The painting model reads only English and could use no word of your brief, so only the genre was painted.
notice-translated = Translated for the painting model: { $text }
notice-fallback = The illustrator painted this cover because { $engine } cannot paint here now: { $why }
notice-safety = { $count ->
    [1] The model’s safety checker blocked one picture before this one.
   *[other] The model’s safety checker blocked { $count } pictures before this one.
  }
notice-memory = Memory was low, so painting took longer.
notice-differs = Note: the print differs from the preview. Check it before you use it.
notice-no-engine = No engine can run for: { $stages }.
# Wishes of a brief that are not followed.
notice-wishes-not-read = Not followed, because it was not understood: { $words }.
notice-wishes-not-possible = Not followed, because no engine here can do it: { $words }.
notice-redrawn = The illustrator has changed since this picture was painted, so what was not named may look different, too.
