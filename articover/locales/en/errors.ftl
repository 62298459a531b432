## Texts

sentence-no_title = A cover needs a title: give one of 1 to { $most } characters.
reason-field = { $field ->
    [additions] list of things to add
    [strikes] list of things to leave out
   *[other] { $field }
  }
sentence-not_text = The { reason-field } must be text.
sentence-unprintable = The { reason-field } holds a character that cannot be printed ({ $char }): remove it.
sentence-too_long_text = The { reason-field } has { $length } characters; at most { $most } fit.
sentence-no_glyph = No installed font can print “{ $char }” ({ $code_point }, { $where }): take it out of the text.
sentence-title_unset = The title could not be set; please report the title and the ratio.
sentence-words_not_there = The picture does not seem to say "{ $old }": write the words as they stand in it.
sentence-brief_damaged = The brief in this file is not an object.
sentence-brief_fields = The brief in this file has unknown or missing fields: { $names }.
sentence-font_unknown = There is no font named "{ $name }" here; { $near ->
    [yes] did you mean { $known }?
   *[no] try one of { $known }.
  }
sentence-font_of_cover = The font { $family } { $style } that this cover was set in is not installed here: run `make setup`.
sentence-font_package = The font package { $package } is not installed: run `make setup`.
sentence-font_embedding = The font { $font } cannot be embedded: reinstall { $package }.
sentence-size_factor = The size of a text is a factor from 0.3 to 3.
sentence-color_unknown = "{ $text }" is not a colour: give one like #f4c27a.

## Ratios and print sizes

sentence-ratio_unknown = "{ $text }" is not a ratio or size we know: try 2:3, A5, 6x9in, 152x225mm or 신국판.
sentence-ratio_zero = "{ $text }" is not a ratio: both numbers must be above zero.
sentence-size_range = "{ $name }" is not a size we can make: each side must be 1 to 60 inches.
sentence-too_narrow = "{ $name }" is too narrow: a cover can be at most five times as long as it is wide.
sentence-trim_damaged = The trim in this file is not understood.
sentence-too_many_pixels = { $size } pixels are more than 150 megapixels: choose a lower dpi or a smaller size.
sentence-dpi_below_one = The dpi must be at least 1.
sentence-dpi_range = { $dpi } dpi is not usable for print: choose { $least } to { $most }.
sentence-bleed_unknown = "{ $text }" is not a bleed: write it as 0.125in or 3mm.
sentence-bleed_range = The bleed can be 0 to 1 in.
sentence-other_ratio = A picture of { $name } does not fit { $wanted } without cutting or stretching it: choose one of { $known }.
sentence-short_of_bleed = The background does not reach as far as the bleed asks: regenerate it.

## Pictures

sentence-picture_folder = { $name } is a folder: name the picture file inside it.
sentence-picture_not_file = { $name } is not a file: name a picture file.
sentence-picture_empty = { $name } is empty: choose another picture.
sentence-picture_big_file = { $name } is too large a file: a picture has at most 150 megapixels.
sentence-picture_large = { $name } has more than 150 megapixels: make it smaller and try again.
sentence-picture_format = { $name } is not a picture we can read: use one of { $formats }.
sentence-picture_memory = { $name } does not fit into memory: use a smaller picture.
sentence-picture_unreadable = { $name } { $why ->
    [absent] does not exist: check the path.
    [link] is a symbolic link: name the picture file itself.
    [denied] may not be read: change its permissions.
   *[other] cannot be read: check the path.
  }
sentence-picture_damaged = { $name } is cut short or damaged: save or download it again.
sentence-picture_small = "{ $name }" is too small to cover a page: use a picture of 1000 px or more.
sentence-reader_failed = The text reader failed on this picture: try another picture or size.
sentence-reader_unpacked = The Korean reader cannot be unpacked to { $folder }: { $why }.
sentence-filler_failed = The filler failed on this picture: try a smaller picture.
sentence-enlarging_failed = ncnn failed on a tile of { $size } pixels (status { $status }).
sentence-paint_memory = There is not enough memory for a picture of this size: choose a smaller one.
sentence-picture_flagged = The safety check stopped this picture: say in other words what is to be seen on the cover, or have it painted anew.
sentence-picture_unchecked = A model painted this picture and no safety checker can look at it here, so it is not shown: the bot's owner names one in [safety] model, or choose the illustrator.
sentence-brief_flagged = The safety checker stopped every picture for this brief: change its words, and say what is to be seen on the cover.

## Scenes

sentence-scene_none = This picture has no stored scene, so it can only be enlarged.
sentence-scene_old = The illustrator has changed since this picture was painted, so it can only be enlarged.
sentence-scene_damaged = The stored scene cannot be read: make the picture anew.
sentence-series_damaged = The earlier book's colours and scene cannot be read: make its picture anew.
sentence-scene_part = There is no { $part ->
    [composition] composition
    [treatment] treatment
   *[recipe] recipe
  } called "{ $name }": make the picture anew.
sentence-scene_field = The scene cannot be read: { $why }.
sentence-scene_thing = There is no thing called "{ $name }" to draw.
sentence-scene_stance = The thing "{ $name }" cannot be drawn this way: choose another.
sentence-scene_subject = The composition "{ $name }" needs a subject: name one in the scene.

## Files

sentence-path_upwards = { $name } goes up through "..": name the place directly.
sentence-path_nul = A path cannot hold a NUL character: remove it.
sentence-path_unusable = { $name } is not a path we can use ({ $why }): choose another one.
sentence-path_link = { $name } is a symbolic link: name the place it points to.
sentence-file_upwards = { $name } cannot be written to a path with "..": name the place directly.
sentence-file_link = { $name } is a symbolic link: name the file itself.
sentence-file_folder = { $name } is a folder: name a file inside it.
sentence-file_special = { $name } is not a plain file: choose another name.
sentence-not_written = { $name } was not written, { $why ->
    [full] the disk is full: free some space and try again.
    [limit] files may not grow that large here: raise the limit and try again.
    [read-only] the disk is read-only: choose another folder.
    [denied] the folder does not let you: choose another folder.
    [no-folder] its folder does not exist: create it first.
    [file] a part of that path is a file, not a folder: choose another place.
    [long] the name is too long: choose a shorter one.
    [name] the name is not one a file can have: choose another place.
   *[other] { $reason }: choose another place.
  }
sentence-cover_folder_file = "{ $folder }" is a file: give a folder for the cover.
sentence-cover_folder_absent = "{ $folder }" is not a cover folder: it does not exist.
sentence-cover_folder_other = "{ $folder }" is not a cover folder: it holds no cover.json.
sentence-cover_folder_lacks = "{ $folder }" lacks { $file }, which its cover.json names.
sentence-cover_file_changed = "{ $path }" was changed since its cover.json was written.
sentence-document_unreadable = "{ $path }" cannot be read: { $why }.
sentence-document_not_json = "{ $path }" is damaged: it is not valid JSON.
sentence-document_newer = "{ $path }" was written by a newer Arti Cover (schema { $version }): update this one.
sentence-document_unknown = "{ $path }" holds something this version does not understand.
sentence-document_strange = "{ $path }" is not a cover we understand: { $why }.
reason-trim-box = the trim box of { $file } lies outside the picture
reason-color = a colour is not written as #RRGGBB

## The command line

sentence-cancelled = Cancelled; nothing was written.
sentence-cancelled_at_once = Cancelled at once; no file was left half-written.
sentence-out_of_memory = There is not enough memory for this picture: choose a smaller size or dpi.
sentence-unexpected_here = Something went wrong ({ $kind }: { $why }); set ARTICOVER_TRACEBACK=1 to see where.
sentence-no_output = The result cannot be written to standard output: { $why }.
sentence-background_and_engine = --background brings its own picture: leave out --engine.
sentence-upload_without_picture = The upload engine needs a picture: give one with --background.
sentence-erase_without_picture = --erase-text is for your own picture: give one with --background.
sentence-option_color = "{ $text }" is not a colour: write it as #RRGGBB.
sentence-nothing_to_change = Nothing to change: give --title, --author, --font or another option.
sentence-mask_over_picture = --mask-out and --out are the same file: give them two names.
sentence-print_out_neither = "{ $path }" must be a folder that exists, or end in .png or .pdf.
sentence-print_out_file = "{ $path }" is a file: give a folder, or a name that ends in .png or .pdf.
sentence-no_print_size = Say how large the picture is to be: --size A4 or --trim 6x9in.
sentence-not_png = "{ $path }" must end in .png: that is what we write.
sentence-no_trainer = LoRA training is not in this version yet: train with diffusers' own script for now.

## The configuration

sentence-config_unreadable = The config "{ $path }" cannot be read ({ $why }): check the path.
sentence-config_not_utf8 = The config "{ $path }" is not UTF-8 text: save it as UTF-8.
sentence-config_not_toml = The config "{ $path }" is not valid TOML: { $why }.
sentence-config_table = { $source } is wrong at { $table }: it must be a table, written as [{ $table }].
sentence-config_weight = { $source } names a weight we do not know, "{ $name }": { $known }.
sentence-config_key = { $source } has an unknown key: { $key }.
sentence-config_value = { $source } is wrong at { $key }: { $must }.
reason-config-file = The config "{ $path }"
reason-environment = The environment
reason-found = { $must } ({ $found })
reason-bool = it must be true or false
reason-one-of = it must be one of { $values }
reason-whole-number = it must be a whole number{ $range }
reason-number = it must be a number{ $range }
reason-any = { "" }
reason-from-to = { " " }from { $least } to { $most }
reason-from = { " " }from { $least }
reason-up-to = { " " }and at most { $most }
reason-above = { " " }above { $least }
reason-above-to = { " " }above { $least } and at most { $most }
reason-text = it must be text
reason-full-text = it must be text that is not empty
reason-short-text = it must be text of { $least } to { $most } characters
reason-texts = it must be a list of texts
reason-short-texts = it must be a list of texts of at most { $most } characters
reason-tables = it must be a list of tables with the keys { $keys }
reason-table-of-texts = it must be a table of texts, written as { "{" } name = "text" { "}" }

## Engines and what they need

sentence-engine_unknown = There is no { $stage } engine "{ $name }": choose one of { $known }, auto.
sentence-engine_none = No { $stage } engine can run here. { $problems }
sentence-engine_cannot = The engine { $name } cannot run here: { $why }
reason-passed = { $engine }: { $why }
reason-passed-too = { $first } { $others }
reason-with-fix = { $reason } { $fix }
reason-run = Run `{ $command }`.
reason-set-checker = Set [safety] model.
sentence-engine_unfit = it cannot run on this machine.
sentence-no_fonts = no font package is installed.
sentence-no_checker = no safety checker is configured.
sentence-engine_packages = not installed: { $names }.
sentence-engine_no_gpu = there is no GPU, and without one a picture takes many minutes.
sentence-no_editor = Changing a word inside a picture needs the diffste engine, which this version does not have yet: use `articover remove-text` on the picture, then `articover cover --background` with the new words.
sentence-package_missing = The package { $package } is missing: run `make setup`.
sentence-icons_missing = The icon set game-icons is missing: run `make setup`, or set illustrator.icons = false.
sentence-torchvision_missing = { $name } needs torchvision: install the build that matches this torch.
sentence-weight_missing = The weight { $name } is missing from { $where }: run `{ $fix }`.
sentence-weight_damaged = The weight { $name } is damaged or not the pinned one: reinstall { $package }.
sentence-weight_unreadable = The weight file { $name } cannot be read: { $why }.
sentence-weight_unloadable = ncnn cannot load { $name }: run `{ $fix }`.
sentence-model_unknown = There is no ncnn model "{ $model }": choose one of { $known }.
sentence-no_device = torch has no device "{ $device }" here: leave the device "auto", or install the torch that is built for your GPU.

## Models

sentence-diffusion_extra = The diffusion extra is not installed.
sentence-fetch_extra = Fetching models needs the diffusion extra: run `pip install -c constraints.txt 'arti-cover[diffusion]'`.
sentence-model_absent = The model { $model } is not on this machine: fetch it with `{ $command }`, or let models be fetched with [models] download = true in the config.
sentence-model_unfetched = the model { $model } has not been fetched yet.
sentence-model_path_gone = There is no model at "{ $path }": check the path.
sentence-model_name_wrong = "{ $name }" is neither a file or folder here nor a model's id: write an id as author/name.
sentence-model_not_on_hub = The hub has no model { $model }, or it is private: check the name; for a private one run `hf auth login` first.
sentence-model_gated = { $model } is open only to those who accept its terms: accept them on its page on the hub, run `hf auth login` (or set HF_TOKEN), then `{ $command }`.
sentence-model_revision = { $model } has no revision "{ $revision }": check it, or leave it out.
sentence-model_part = The model { $model } holds no "{ $part }": check the name.
sentence-model_no_weights = { $model } holds no weights that can be used here: choose another model.
sentence-model_index = The { $file } of { $model } cannot be read: choose another model or revision.
sentence-model_lacks_file = { $model } lacks a file that it lists: try `{ $command }` again later.
sentence-model_only_pickles = { $model } has its weights only as pickles, which can run code when opened: use a model with .safetensors files, or set [models] pickles = true if you trust its author.
sentence-hub_unreachable = The model hub cannot be reached for { $model }: check the network and run `{ $command }` again, or name a local folder.
sentence-hub_refused = The hub does not let you have { $model } ({ $status }): check HF_TOKEN or run `hf auth login`.
sentence-hub_failed = The hub failed while { $model } was fetched ({ $status }): try again later.
sentence-hub_token = HF_TOKEN holds a character that no token has: set it anew.
sentence-hub_is_none = Another server answers in place of the model hub: check HF_ENDPOINT and the network's proxy, then run `{ $command }` again.
sentence-hub_forbidden = { $name } forbids to fetch the model { $model }: unset that variable and run `{ $command }`, or name a folder.
sentence-fetch_cancelled = Cancelled; what came of { $model } is kept, and fetching it again goes on from there.
sentence-fetch_garbled = { $file } of { $model } arrived damaged and was thrown away: fetch it again with `{ $command }`, and if that repeats, tell who runs the hub or proxy.
sentence-fetch_incomplete = { $model } arrived incomplete: run `{ $command }` again, which goes on from there.
sentence-fetch_no_room = The disk that holds { $folder } is too full: { $model } needs { $needed } more and { $free } can be had; free some space, or name another place by [models] folder in the config.
sentence-fetch_disk_full = The disk that holds { $folder } filled up while { $model } was fetched: free some space and run `{ $command }` again, which goes on from there, or name another place by [models] folder in the config.
sentence-fetch_unwritable = { $model } cannot be kept in { $folder } ({ $why }): name a place that you may write to by [models] folder in the config.
sentence-model_damaged = { $model } is damaged ({ $file }): { $again }.
sentence-model_incomplete = { $model } lacks some of its weights: { $again }.
reason-fetch-again = fetch it again with `{ $command }`
reason-copy-again = copy it anew
sentence-model_no_index = The folder of { $model } holds no { $index }: name the folder of a whole diffusers pipeline, or a single .safetensors file.
sentence-model_pickle = { $model } is a pickle, which can run code when opened: convert it to .safetensors, or set [models] pickles = true if you trust its author.
sentence-model_undescribed = { $model } is a single file and does not say how its networks are built: set diffusion.single_file_config to the folder or id of a pipeline of the same family.
sentence-model_paints_not = { $model } does not paint pictures from text ({ $kind }): name a text-to-image model in diffusion.model.
sentence-model_needs_package = { $model } needs a package that is not installed ({ $why }): install it.
sentence-model_unloadable = { $model } cannot be loaded as a text-to-image model ({ $why }): name another one in diffusion.model.
sentence-translator_unloadable = The translator { $model } cannot be loaded: name a translation model with .safetensors weights in diffusion.translator, or leave it empty.
sentence-checker_unloadable = { $model } cannot be loaded as a safety checker ({ $why }): name another one in [safety] model.
sentence-lora_misfit = The LoRA { $lora } does not fit this model ({ $kind }): use one that was trained on a model of the same family.
sentence-lora_not_taken = This model takes no LoRA ({ $kind }): leave diffusion.loras empty.
sentence-lora_several = The LoRA folder { $lora } holds several .safetensors files: name the file itself.
sentence-lora_none = The LoRA folder { $lora } holds no LoRA: name the file itself.
sentence-lora_is_none = { $lora } is no LoRA, it holds no LoRA weights: name another file in diffusion.loras.
sentence-lora_damaged = The LoRA { $lora } is damaged: copy or fetch it anew.
sentence-lora_unsafe = The LoRA { $lora } holds more than weights, which could run code, or is damaged, so it is not opened: convert it to .safetensors.
sentence-lora_pickle = The LoRA { $lora } is a pickle, which can run code when opened: convert it to .safetensors, or set [models] pickles = true if you trust its author.
sentence-model_memory = There is not enough memory for { $model }: choose a smaller model.
sentence-model_paint_memory = There is not enough memory to paint with this model: set a smaller diffusion.size_px, diffusion.dtype = "float16", or a smaller model.
sentence-model_overflowed = The model overflowed and painted nothing: set diffusion.dtype = "bfloat16" or "float32" in the config.
sentence-scheduler_unknown = There is no scheduler "{ $name }": choose one of { $known }.
sentence-scheduler_misfit = The scheduler "{ $name }" does not fit this model: leave diffusion.scheduler empty.
sentence-prompt_brace = diffusion.prompt has a brace that is not closed: correct it in the config.
sentence-prompt_placeholder = diffusion.prompt has the placeholder "{ $name }", which is not known: use one of { $known }.
sentence-inpaint_memory = The inpainting model ran out of memory: set [engines] fill to migan.
sentence-inpaint_overflowed = The inpainting model { $model } overflowed on this device: set [engines] fill to migan.
sentence-inpaint_failed = The inpainting model { $model } failed ({ $why }): set [engines] fill to migan.
sentence-inpaint_unloadable = { $model } cannot be loaded as an inpainting model ({ $why }): name another one in inpaint.model.
sentence-inpaint_no_index = { $model } is no diffusers pipeline (no model_index.json): name an inpainting model's folder.
sentence-change_cannot_show = The composition "{ $composition }" cannot show "{ $name }": choose another composition or another word.
sentence-change_unknown_word = Nothing that can be drawn is called "{ $name }": `articover paint --list` names what there is.
sentence-scene_no_room = The composition "{ $composition }" has no room for "{ $name }": leave it out or choose another composition.
sentence-change_keep_too_much = No other picture of this book keeps all of that: keep less.
sentence-change_nothing = Nothing to change: name a part, for example --time night or --without moon.
sentence-scene_excluded = treatment: "{ $treatment }" cannot paint "{ $composition }": { $why }.
sentence-change_night = The treatment "{ $treatment }" is for { $pages } pages: choose a palette for it, too.
sentence-change_not_shown = There is no "{ $name }" in this picture that could be left out; it shows: { $shown }.
sentence-change_mirror = A title cannot be mirrored, and it is part of this picture.
sentence-change_keep_none = There is no { $part } in this picture that could be kept.
sentence-change_keep_changed = The { $part } cannot be kept and changed at once.
sentence-change_add_without = "{ $name }" cannot be added and taken away at once.
sentence-change_not_there = In the place "{ $place }" "{ $name }" cannot be shown: choose another subject or leave it out.
sentence-change_conflict = "{ $one }" and "{ $other }" cannot both be: choose one.
sentence-scene_choice = { $path }: choose one of { $choices }.
sentence-scene_unknown = { $path }: there is no { $kind } called "{ $name }": `articover paint --list` names those there are.
sentence-scene_value = { $path }: this value is not one of those allowed here.
sentence-scene_long = A scene has at most { $most } bytes: this is another file.
sentence-scene_recipe = This scene is one of a recipe, which cannot be written by hand: make a cover whose picture has a composition.
sentence-scene_newer = format: this scene has format { $format }, and this Arti Cover reads formats 1 to { $newest }: update it.
sentence-scene_versions = versions: composition or treatment have changed since this scene was made ({ $made }, now { $now }): leave versions out to paint it as they draw now.
sentence-scene_unknown_near = { $path }: there is no { $kind } called "{ $name }"; did you mean "{ $near }"?
sentence-scene_missing = { $path }: this field is missing, and no scene is without it.
sentence-scene_type = { $path }: this must be { $wanted }, not { $got }.
sentence-scene_length = { $path }: this is too long: at most { $most }.
sentence-scene_color = { $path }: a colour is written as #RRGGBB.
sentence-scene_encoding = The scene is not UTF-8 text: save it as UTF-8.
sentence-scene_deep = The scene is nested too deeply: see docs/scene.md.
sentence-scene_number = A number in the scene is too large.
sentence-scene_json = The scene is not valid JSON: see line { $line }.
sentence-scene_none_named = Name the scene to paint: a JSON file, see docs/scene.md.
sentence-scene_no_out = Say where the cover goes: --out DIR.
sentence-change_other_engine = This picture was not painted by the illustrator, so its parts cannot be changed: make a new one.
sentence-change_recipe = This picture is by a recipe, whose parts cannot be changed: make it anew with another seed.
sentence-scene_file = { $name } cannot be read: { $why }.
sentence-scene_most = { $path }: this must be at most { $limit }.
sentence-scene_least = { $path }: this must be at least { $limit }.
