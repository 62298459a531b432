## The sentence that a writer reads, by error code, where the English sentence of the engines addresses the bot’s owner.

## Models: whether they can paint here

sentence-model_absent = the model { $model } is not on this machine. The bot’s owner can download it with `articover models pull { $model }`.
sentence-model_unfetched = the model { $model } is still being downloaded. Try again later.
sentence-model_path_gone = the folder or file of the model no longer exists. The bot’s owner has to check its path in the config.
sentence-model_name_wrong = the config names “{ $name }”, which is neither a folder or file nor a model. The bot’s owner has to correct it.
sentence-engine_packages = packages it needs are not installed: { $names }. The bot’s owner has to install them.
sentence-diffusion_extra = the packages for painting with a model are not installed. The bot’s owner has to install them.
sentence-fetch_extra = the packages for downloading a model are not installed. The bot’s owner has to install them.

## Models: fetching them

sentence-model_not_on_hub = the hub has no model { $model }, or it is private. The bot’s owner has to check the name, or log in to the hub.
sentence-model_gated = the model { $model } is available only to those who accept its terms. The bot’s owner has to accept them on the hub and log in.
sentence-model_revision = the model { $model } has no revision “{ $revision }”. The bot’s owner has to correct the config.
sentence-model_part = the model { $model } contains no “{ $part }”. The bot’s owner has to check the name in the config.
sentence-model_no_weights = the model { $model } contains no weights that can be used here. The bot’s owner has to choose another model.
sentence-model_index = { $file } of the model { $model } cannot be read. The bot’s owner has to choose another model or revision.
sentence-model_lacks_file = a file of the model { $model } is missing on the hub. The bot’s owner has to download it again later.
sentence-model_only_pickles = the model { $model } has only pickled weights. They are not opened because a pickle can run code. The bot’s owner has to choose a model with .safetensors files.
sentence-hub_unreachable = the model hub cannot be reached to download { $model }. The bot’s owner has to check the network.
sentence-hub_refused = the model hub refuses access to { $model } ({ $status }). The bot’s owner has to check HF_TOKEN.
sentence-hub_failed = the model hub failed while { $model } was being downloaded ({ $status }). Try again later.
sentence-hub_token = HF_TOKEN contains a character that is not allowed in a token. The bot’s owner has to set it again.
sentence-hub_is_none = another server answers in place of the model hub. The bot’s owner has to check HF_ENDPOINT and the network’s proxy.
sentence-hub_forbidden = { $name } does not allow downloading the model { $model }. The bot’s owner has to unset it, or copy the model there by hand.
sentence-fetch_garbled = { $file } of the model { $model } was damaged in the download and was deleted. The bot’s owner has to download it again.
sentence-fetch_incomplete = the model { $model } was not downloaded completely. Downloading it again continues where it stopped; the bot’s owner has to do that.
sentence-fetch_no_room = there is too little disk space for the model { $model }: it needs { $needed } more, and { $free } are available. The bot’s owner has to free space.
sentence-fetch_disk_full = the disk filled up while the model { $model } was being downloaded. The bot’s owner has to free space and download it again; the download continues where it stopped.
sentence-fetch_unwritable = the models folder cannot be written to, so { $model } could not be downloaded. The bot’s owner has to check [models] folder.

## Models: opening them

sentence-model_damaged = a file of the model { $model } is damaged or missing ({ $file }). The bot’s owner has to download it again.
sentence-model_incomplete = some weights of the model { $model } are missing. The bot’s owner has to download it again.
sentence-model_no_index = the folder { $model } contains no { $index }. The bot’s owner has to name the folder of a complete model, or one .safetensors file.
sentence-model_pickle = { $model } is a pickle, which is not opened because it can run code. The bot’s owner has to convert it to .safetensors.
sentence-model_undescribed = the file { $model } does not describe its network. The bot’s owner has to name a model of the same family in diffusion.single_file_config.
sentence-model_paints_not = the model { $model } does not paint pictures from text ({ $kind }). The bot’s owner has to choose another model.
sentence-model_needs_package = the model { $model } needs a package that is not installed. The bot’s owner has to install it.
sentence-model_unloadable = the model { $model } cannot be opened. The bot’s owner can find the reason in the log.
sentence-translator_unloadable = the translation model { $model } cannot be opened. The bot’s owner has to correct diffusion.translator, or leave it empty.
sentence-checker_unloadable = the safety checker { $model } cannot be opened. The bot’s owner has to check [safety] model.

## LoRAs

sentence-lora_misfit = the LoRA { $lora } does not fit this model ({ $kind }). The bot’s owner has to choose one that was trained on a model of the same family.
sentence-lora_not_taken = this model takes no LoRA ({ $kind }). The bot’s owner has to leave diffusion.loras empty.
sentence-lora_several = the LoRA folder { $lora } contains several .safetensors files. The bot’s owner has to name one.
sentence-lora_none = the LoRA folder { $lora } contains no LoRA. The bot’s owner has to name a file.
sentence-lora_is_none = { $lora } contains no LoRA weights. The bot’s owner has to name another file.
sentence-lora_damaged = the LoRA { $lora } is damaged. The bot’s owner has to copy or download it again.
sentence-lora_unsafe = the LoRA { $lora } is damaged, or contains code besides weights, so it is not opened. The bot’s owner has to convert it to .safetensors.
sentence-lora_pickle = the LoRA { $lora } is a pickle, which is not opened because it can run code. The bot’s owner has to convert it to .safetensors.

## Models: painting

sentence-model_memory = there is not enough memory for the model { $model }. The bot’s owner has to choose a smaller one.
sentence-model_paint_memory = there is not enough memory to paint with this model. The bot’s owner has to set a smaller diffusion.size_px, or choose a smaller model.
sentence-model_overflowed = the numbers in the model overflowed and nothing was painted. The bot’s owner has to set diffusion.dtype to “bfloat16” or “float32”.
sentence-scheduler_misfit = the scheduler “{ $name }” does not fit this model. The bot’s owner has to leave diffusion.scheduler empty.
sentence-no_device = this machine has no device “{ $device }”. The bot’s owner has to set device to “auto”.
sentence-prompt_brace = diffusion.prompt has a brace that is not closed. The bot’s owner has to correct it.
sentence-inpaint_memory = the model that fills in where text was removed ran out of memory. The bot’s owner can set [engines] fill to migan.
sentence-inpaint_overflowed = the numbers in the model { $model }, which fills in where text was removed, overflowed. The bot’s owner can set [engines] fill to migan.
sentence-inpaint_failed = the model { $model } could not fill in where text was removed. The bot’s owner can find the reason in the log.
sentence-inpaint_unloadable = the model { $model }, which fills in where text was removed, cannot be opened. The bot’s owner can find the reason in the log.
sentence-inpaint_no_index = the folder { $model } contains no model_index.json. The bot’s owner has to name the folder of an inpainting model.

## Books, works and what is general

sentence-no_book = This book is no longer here: start a new one.
sentence-no_version = This version is no longer here: choose one from the book’s history.
sentence-other_version = This version is not one of this book’s: choose one from its history.
sentence-job_unknown = A job of the kind “{ $kind }” is not known to this version: ask for it anew.
sentence-not_file_name = “{ $name }” is not a file name.
sentence-picture_and_engine = A picture of your own needs no engine: leave the engine out.
sentence-no_larger_picture = Your picture of { $width } × { $height } px is as large as a print can be at { $dpi } dpi, so it cannot be enlarged: name a print size, for example A4.
sentence-sheet_empty = A sheet needs at least one cover before it.
sentence-upload_flagged = The safety check stopped your picture with its letters painted over: hand in another one, or keep its letters.
sentence-engine_cannot = the engine { $name } cannot be used now: { $why }
sentence-missing = A model or file that this needs is missing. The bot’s owner can find the reason in the log.
sentence-request = This cannot be done as it was asked for. Change it and try again.
sentence-engine = The engine could not make this picture. Try again, or change the brief.
sentence-unexpected = Something went wrong while this was made. The bot’s owner can find the reason in the log.
